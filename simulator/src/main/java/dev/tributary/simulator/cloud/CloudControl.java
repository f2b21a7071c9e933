package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The control endpoints that Cloud has besides those of every edition. */
public final class CloudControl implements Routes {

    private final Environment environment;
    private final Sites sites;
    private final ApiTokens apiTokens;

    /** Makes the endpoints over these parts. */
    public CloudControl(Environment environment, Sites sites, ApiTokens apiTokens) {
        this.environment = environment;
        this.sites = sites;
        this.apiTokens = apiTokens;
    }

    @Override
    public void addTo(Router router) {
        router.route("GET /simulator/sites", request -> sites()).route("POST /simulator/api-tokens", this::createToken);
    }

    private Response sites() {
        return Response.json(
                Map.of("sites", sites.all().stream().map(this::described).toList()));
    }

    private Map<String, Object> described(Site site) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cloudId", site.cloudId());
        json.put("name", site.name());
        json.put("url", site.url(environment.baseUrl()).toString());
        json.put("products", site.products().stream().map(Product::key).sorted().toList());
        json.put("members", site.members().stream().sorted().toList());
        return json;
    }

    private Response createToken(Request request) {
        JsonNode body = request.json();
        User user = environment
                .users()
                .named(body.path("user").asString(""))
                .orElseThrow(() -> badRequest("\"user\" names nobody"));
        String[] scopes = StreamSupport.stream(body.path("scopes").spliterator(), false)
                .map(JsonNode::asString)
                .toArray(String[]::new);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("email", user.email());
        try {
            json.put(
                    "token",
                    apiTokens.create(user, Duration.ofDays(body.path("days").asInt(30)), scopes));
        } catch (IllegalArgumentException e) {
            throw badRequest(String.valueOf(e.getMessage()));
        }
        return Response.json(201, json);
    }

    private static HttpRefusal badRequest(String message) {
        return new HttpRefusal(Response.json(400, Map.of("message", message)));
    }
}
