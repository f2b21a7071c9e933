package dev.tributary.simulator.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Caller.How;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out who is calling and says so on the answer. A bad bearer token does not refuse the request by itself: unless switched, it goes on
 * as anonymous.
 */
public final class Identity implements Filter {

    private static final String NODE = "simulator-1";

    private final Environment environment;
    private final Sessions sessions;
    private final PersonalTokens personalTokens;
    private final Function<String, Optional<Caller>> accessTokens;

    /**
     * Makes the filter.
     *
     * @param accessTokens finds who an OAuth access token stands for
     */
    public Identity(
            Environment environment,
            Sessions sessions,
            PersonalTokens personalTokens,
            Function<String, Optional<Caller>> accessTokens) {
        this.environment = environment;
        this.sessions = sessions;
        this.personalTokens = personalTokens;
        this.accessTokens = accessTokens;
    }

    @Override
    public Response apply(Request request, Handler next) {
        Caller caller;
        try {
            caller = callerOf(request);
        } catch (HttpRefusal refusal) {
            return stamped(request, Caller.NOBODY, refusal.response());
        }
        return stamped(request, caller, next.handle(request.with(Caller.class, caller)));
    }

    private Caller callerOf(Request request) {
        String[] credentials = request.header("Authorization").orElse("").split(" ", 2);
        if (credentials.length == 2 && credentials[0].equalsIgnoreCase("Bearer")) {
            return bearer(request, credentials[1].strip());
        }
        if (credentials.length == 2 && credentials[0].equalsIgnoreCase("Basic")) {
            return basic(credentials[1].strip());
        }
        return sessions.of(request)
                .map(session -> Caller.of(session.user(), How.SESSION))
                .orElse(Caller.NOBODY);
    }

    private Caller bearer(Request request, String token) {
        Optional<Caller> caller = accessTokens
                .apply(token)
                .or(() -> personalTokens.owner(token).map(owner -> Caller.of(owner, How.PERSONAL_TOKEN)));
        boolean refuses = environment.switches().is(Switch.BAD_BEARER, "401") && isApi(request);
        if (caller.isEmpty() && refuses) {
            throw new HttpRefusal(Response.json(
                            401,
                            Map.of(
                                    "status-code",
                                    401,
                                    "message",
                                    "Client must be authenticated to access this resource."))
                    .with("WWW-Authenticate", "OAuth realm=\"" + environment.baseUrl() + "\""));
        }
        return caller.orElse(Caller.NOBODY);
    }

    private Caller basic(String encoded) {
        if (environment.switches().isOn(Switch.CAPTCHA)) {
            throw loginFailure("AUTHENTICATION_DENIED");
        }
        Optional<User> user =
                environment.switches().isOn(Switch.BASIC_AUTHENTICATION) ? authenticate(encoded) : Optional.empty();
        return Caller.of(user.orElseThrow(() -> loginFailure("AUTHENTICATED_FAILED")), How.BASIC);
    }

    private Optional<User> authenticate(String encoded) {
        String[] pair = decoded(encoded).split(":", 2);
        return pair.length == 2 ? environment.users().authenticate(pair[0], pair[1]) : Optional.empty();
    }

    /** The OAuth provider's own endpoints never see the bearer filter refuse: their callers have no token yet. */
    private static boolean isApi(Request request) {
        return request.path().startsWith("/rest/") && !request.path().startsWith("/rest/oauth2/");
    }

    private Response stamped(Request request, Caller caller, Response response) {
        Response stamped =
                withUnlessSet(response, "X-AUSERNAME", caller.username()).with("X-ANODEID", NODE);
        boolean hasCredentials = !caller.isAnonymous() && caller.how() != How.SESSION;
        return sessions.withAnonymousCookie(
                request, hasCredentials ? withUnlessSet(stamped, "X-Seraph-LoginReason", "OK") : stamped);
    }

    private static Response withUnlessSet(Response response, String name, String value) {
        return response.header(name).isPresent() ? response : response.with(name, value);
    }

    private static HttpRefusal loginFailure(String reason) {
        String page = "<html><head><title>Unauthorized (401)</title></head><body><h1>Unauthorized</h1>"
                + "<p>Basic Authentication Failure - Reason : " + reason + "</p></body></html>";
        return new HttpRefusal(Response.html(401, page)
                .with("X-Seraph-LoginReason", reason)
                .with("WWW-Authenticate", "Basic realm=\"Confluence\""));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
