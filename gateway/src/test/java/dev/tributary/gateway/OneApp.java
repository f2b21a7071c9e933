package dev.tributary.gateway;

import dev.tributary.evidence.Evidence;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.oauth.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway of a test's own configuration, with an application that uses it. */
final class OneApp implements AutoCloseable {

    static final String KEY = "trib_portal0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Gateway gateway;

    OneApp(ConfluenceSimulator confluence, Path directory, String yaml) {
        Map<String, String> environment = Map.of("SECRET", "secret-of-the-gateway", "KEY", KEY);
        gateway = Gateway.start(GatewayConfig.parse(yaml, directory, environment), confluence.clock());
        confluence.clients().register(Client.of("gateway", "secret-of-the-gateway", gateway.uri() + "/callback/wiki"));
    }

    HttpResponse<String> handIn(String user, String member, Object value) {
        return handIn(user, Map.of(member, value));
    }

    HttpResponse<String> handIn(String user, Map<String, Object> members) {
        Map<String, Object> body = new HashMap<>(members);
        body.putIfAbsent("user", user);
        body.putIfAbsent("site", "wiki");
        return ask("POST", "/v1/connections", body);
    }

    HttpResponse<String> ask(String method, String path, Object body) {
        return send(request(path).method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    HttpResponse<String> call(String user, String path) {
        return send(request("/sites/wiki" + path).header("Tributary-User", user));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return Evidence.answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.uri() + path)).header("Authorization", "Bearer " + KEY);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
