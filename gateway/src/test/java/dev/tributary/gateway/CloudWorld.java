package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.Evidence;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.oauth.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running gateway before a running Confluence Cloud, by whose clock it goes, with one application that uses it. */
final class CloudWorld implements AutoCloseable {

    static final String RIVERS = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001";
    static final String CONNECT_PAGE = "http://localhost:8082/connect";

    private static final String BACK = "http://localhost:8082/back";
    private static final String KEY = "trib_portal0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONFIG = """
            publicUrl: http://localhost:0
            sites:
              cloud:
                cloud:
                  clientId: gateway
                  clientSecret: "${SECRET}"
                  hosts: { auth: "%1$s", api: "%2$s", audience: api.atlassian.com, account: "%1$s", media: ["%1$s"] }
                scopes: [%3$s]
                simulator: true
            apps:
              portal:
                keys: ["${KEY}"]
                sites: [cloud]
                rights: [connect, proxy]
                returnUrls: ["http://localhost:8082/back"]
                connectPage: http://localhost:8082/connect
            """;

    final ConfluenceSimulator confluence;
    private final Gateway gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    CloudWorld(ConfluenceSimulator confluence, Path directory, String scopes) {
        this(confluence, confluence.baseUrl(), directory, scopes);
    }

    /** Reaches the API at another address than everything else. */
    CloudWorld(ConfluenceSimulator confluence, URI api, Path directory, String scopes) {
        this.confluence = confluence;
        Map<String, String> environment = Map.of("SECRET", "secret-of-the-gateway", "KEY", KEY);
        String config = CONFIG.formatted(confluence.baseUrl(), api, scopes);
        this.gateway = Gateway.start(GatewayConfig.parse(config, directory, environment), confluence.clock());
        register("secret-of-the-gateway");
    }

    /** Registers the gateway with a secret, in place of what was registered before. */
    void register(String secret, String... enabled) {
        Client client = Client.of("gateway", secret, gateway.uri() + "/callback/cloud");
        confluence.clients().register(enabled.length == 0 ? client : client.enabling(enabled));
    }

    URI uri(String target) {
        return URI.create(gateway.uri() + target);
    }

    /** Connects a user of the application who has the same name and password at Atlassian. */
    JsonNode connect(String user) {
        String query = arrive(user).location().orElseThrow().getRawQuery();
        String code = query.replaceAll(".*connection_code=([^&]*).*", "$1");
        HttpResponse<String> answer = ask("POST", "/v1/connections", Map.of("connectionCode", code, "user", user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    /** Approves, and returns what the gateway answers at its callback. */
    Exchange arrive(String user) {
        SimulatedBrowser browser = new SimulatedBrowser(user, user).choosing(RIVERS);
        return browser.get(browser.approve(authorize(browser, user), gateway.uri() + "/callback"));
    }

    /** Denies, and returns what the gateway answers at its callback. */
    Exchange deny(String user) {
        SimulatedBrowser browser = new SimulatedBrowser(user, user).choosing(RIVERS);
        return browser.get(browser.deny(authorize(browser, user), gateway.uri() + "/callback"));
    }

    /** Goes through a link, and returns where the browser is sent to authorize. */
    URI authorize(SimulatedBrowser browser, String user) {
        HttpResponse<String> link = ask(
                "POST",
                "/v1/connect-links",
                Map.of("user", user, "site", "cloud", "returnTo", BACK, "state", "state-of-the-portal"));
        assertThat(link.statusCode()).as(link.body()).isEqualTo(201);
        URI url = URI.create(JSON.readTree(link.body()).path("url").asString());
        return browser.press(browser.get(url)).location().orElseThrow();
    }

    HttpResponse<String> call(String user, String path) {
        return call(user, "GET", path, BodyPublishers.noBody());
    }

    /** Makes a call at the site; a body is JSON. */
    HttpResponse<String> call(String user, String method, String path, BodyPublisher body) {
        return send(HttpRequest.newBuilder(uri("/sites/cloud" + path))
                .header("Tributary-User", user)
                .header("Content-Type", "application/json")
                .method(method, body));
    }

    HttpResponse<String> ask(String method, String path, Object body) {
        return send(HttpRequest.newBuilder(uri(path))
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Returns what the connection of a user says of itself. */
    JsonNode connection(String user) {
        return json(send(HttpRequest.newBuilder(uri("/v1/connections?user=" + user))))
                .path("connections")
                .path(0);
    }

    /** Sends a request with the application's key. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return Evidence.answer(
                    http.send(request.header("Authorization", "Bearer " + KEY).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
