package dev.tributary.simulator.access;

import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Scope;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code /rest/pat/latest/tokens}: a user's personal access tokens. */
public final class PersonalTokenApi implements Routes {

    private static final DateTimeFormatter TIMES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);

    private final PersonalTokens tokens;
    private final Environment environment;

    /** Makes the surface over these tokens. */
    public PersonalTokenApi(PersonalTokens tokens, Environment environment) {
        this.tokens = tokens;
        this.environment = environment;
    }

    @Override
    public void addTo(Router router) {
        router.route("POST /rest/pat/latest/tokens", this::create)
                .route("GET /rest/pat/latest/tokens", this::list)
                .route("DELETE /rest/pat/latest/tokens/{id}", this::revoke);
    }

    private Response create(Request request) {
        User user = writer(request);
        JsonNode body = request.json();
        String name = body.path("name").asString("");
        JsonNode days = body.path("expirationDuration");
        if (name.isBlank() || !(days.isMissingNode() || days.isNull() || days.asInt(0) > 0)) {
            throw refusal(400, "A token needs a name, and a duration in days or none.");
        }
        Duration lifetime = days.isNumber() ? Duration.ofDays(days.asInt()) : null;
        PersonalTokens.Created created = tokens.make(user, name, lifetime);
        Map<String, Object> answer = view(created.token());
        answer.put("rawToken", created.secret());
        return Response.json(environment.switches().number(Switch.PERSONAL_TOKEN_STATUS), answer);
    }

    private Response list(Request request) {
        return Response.json(
                tokens.of(userOf(request)).stream().map(PersonalTokenApi::view).toList());
    }

    private Response revoke(Request request) {
        User user = writer(request);
        String id = request.pathParameter("id");
        if (!id.matches("\\d{1,18}") || !tokens.revoke(user, Long.parseLong(id))) {
            throw refusal(404, "There is no such token.");
        }
        return Response.status(204);
    }

    /** A personal token has all the rights of its user: an access token for reading must not buy one. */
    private static User writer(Request request) {
        User user = userOf(request);
        if (!Caller.of(request).may(Scope.WRITE)) {
            throw refusal(403, "The access token is for reading.");
        }
        return user;
    }

    private static User userOf(Request request) {
        return Caller.of(request).known().orElseThrow(() -> refusal(401, "Log in first."));
    }

    private static HttpRefusal refusal(int status, String message) {
        return new HttpRefusal(Response.json(status, Map.of("status-code", status, "message", message)));
    }

    private static Map<String, Object> view(PersonalToken token) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", token.id());
        view.put("name", token.name());
        view.put("createdAt", TIMES.format(token.createdAt()));
        Instant end = token.expiringAt();
        if (end != null) {
            view.put("expiringAt", TIMES.format(end));
        }
        return view;
    }
}
