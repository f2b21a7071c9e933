package dev.tributary.cli.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the gateway. Blocking and thread-safe; every refusal is a {@link GatewayProblem}. */
public final class GatewayClient {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final GatewayAccess access;
    private final BiConsumer<HttpRequest, Integer> witness;

    /** Makes a client; {@code witness} sees each request and the status of its answer. */
    public GatewayClient(GatewayAccess access, BiConsumer<HttpRequest, Integer> witness) {
        this.access = access;
        this.witness = witness;
    }

    /**
     * Asks for a link that leads this user through the connect flow and back to {@code returnTo}.
     *
     * @param scopes what to ask for; empty for all that the application may
     */
    public URI connectLink(String user, String returnTo, String state, List<String> scopes) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("user", user);
        body.put("site", access.site());
        body.put("returnTo", returnTo);
        body.put("state", state);
        if (!scopes.isEmpty()) {
            body.put("scopes", scopes);
        }
        return URI.create(send("POST", "/v1/connect-links", body).path("url").asString());
    }

    /** Redeems the code that came back, for the user who is signed in in the browser that brought it. */
    public JsonNode confirm(String code, String user) {
        return send("POST", "/v1/connections", Map.of("connectionCode", code, "user", user));
    }

    /** Returns the user's connection, or a missing node. */
    public JsonNode connection(String user) {
        String query = "?user=" + encoded(user) + "&site=" + encoded(access.site());
        return send("GET", "/v1/connections" + query, null).path("connections").path(0);
    }

    /** Ends a connection and returns what was revoked where. */
    public JsonNode disconnect(String connectionId) {
        return send("DELETE", "/v1/connections/" + encoded(connectionId), null);
    }

    /** Calls Confluence as the user; {@code path} is Confluence's own, {@code body} absent for a read. */
    public JsonNode confluence(String user, String method, String path, @Nullable Object body) {
        return answer(request(method, "/sites/" + access.site() + path, body)
                .header("Tributary-User", encoded(user))
                .build());
    }

    private JsonNode send(String method, String path, @Nullable Object body) {
        return answer(request(method, path, body).build());
    }

    private HttpRequest.Builder request(String method, String path, @Nullable Object body) {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.gateway() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + access.appKey())
                .header("Accept", "application/json")
                .method(method, publisher);
        return body == null ? request : request.header("Content-Type", "application/json");
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            witness.accept(request, response.statusCode());
            JsonNode body = response.body().length == 0 ? JSON.missingNode() : JSON.readTree(response.body());
            if (response.statusCode() >= 400) {
                String text = body.path("detail").asString(body.path("message").asString("No reason was given."));
                throw new GatewayProblem(response.statusCode(), text, connectScopes(body));
            }
            return body;
        } catch (IOException | JacksonException e) {
            throw new GatewayProblem(503, "The gateway does not answer as it should. Try again in a moment.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayProblem(503, "The program is stopping.");
        }
    }

    private static List<String> connectScopes(JsonNode problem) {
        return problem.path("connectScopes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
