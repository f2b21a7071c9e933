package dev.tributary.gateway;

import static dev.tributary.gateway.GatewayWorld.RETURN_TO;
import static dev.tributary.gateway.GatewayWorld.linkFor;
import static dev.tributary.gateway.GatewayWorld.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.Evidence;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One reload takes a site out, and another brings one in under its name that is somewhere else. */
@Tag("C27")
@SuppressWarnings("NullAway.Init")
class SwappedSiteTest {

    private static final String KEY = "trib_" + "portal".concat("0123456789abcdef0123456789abcdef0123456789abcdef");
    private static final Map<String, String> SECRETS = Map.of("SECRET", "secret-of-the-gateway", "KEY", KEY);

    @StartConfluence
    ConfluenceSimulator before;

    @StartConfluence
    ConfluenceSimulator after;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
    private String yaml;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        yaml = config("wiki", before);
        gateway = Gateway.start(() -> GatewayConfig.parse(yaml, directory, SECRETS));
        before.clients().register(Client.of("gateway", "secret-of-the-gateway", gateway.uri() + "/callback/wiki"));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static String config(String id, ConfluenceSimulator at) {
        return """
                publicUrl: http://localhost:0
                sites:
                  %s: { dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${SECRET}" }, simulator: true }
                apps:
                  portal:
                    keys: ["${KEY}"]
                    sites: [%s]
                    rights: [connect, proxy, export]
                    returnUrls: ["%s"]
                """.formatted(id, at.baseUrl(), id, RETURN_TO);
    }

    private void swap() throws IOException {
        yaml = config("another", after);
        gateway.reload();
        yaml = config("wiki", after);
        gateway.reload();
    }

    @Test
    void a_token_that_is_remembered_is_handed_out_no_more() throws IOException {
        String id = answer(confirm(callback())).path("id").asString();
        assertThat(exchange(id).statusCode()).isEqualTo(200);

        swap();

        HttpResponse<String> refused = exchange(id);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(answer(refused).path("error").asString()).isEqualTo("invalid_grant");
        assertThat(answer(refused).path("error_description").asString()).contains("Send the user to connect");
        assertThat(after.requests().all()).isEmpty();
    }

    @Test
    void a_token_that_is_remembered_is_sent_to_no_other_address_with_a_call() throws IOException {
        confirm(callback());
        assertThat(call().statusCode()).isEqualTo(200);

        swap();

        HttpResponse<String> refused = call();
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(GatewayWorld.problem(refused)).isEqualTo("misconfigured");
        assertThat(after.requests().all()).isEmpty();
    }

    @Test
    void a_flow_that_began_before_ends_on_a_page_that_says_why() throws IOException {
        URI callback = callback();

        swap();

        assertThat(browser.get(callback).page()).contains("another address", "start again");
        assertThat(after.requests().all()).isEmpty();
    }

    @Test
    void a_grant_that_waits_becomes_no_connection() throws IOException {
        String code = parameter(browser.get(callback()).location().orElseThrow(), "connection_code");

        swap();

        HttpResponse<String> refused = ask("POST", "/v1/connections", Map.of("connectionCode", code, "user", "alice"));
        assertThat(refused.statusCode()).isEqualTo(410);
        assertThat(GatewayWorld.problem(refused)).isEqualTo("site-moved");
        assertThat(after.requests().all()).isEmpty();
    }

    private URI callback() {
        URI link = URI.create(answer(ask("POST", "/v1/connect-links", linkFor("alice")))
                .path("url")
                .asString());
        return browser.walk(browser.press(browser.get(link)), Decision.APPROVE, gateway.uri() + "/callback/wiki");
    }

    private HttpResponse<String> confirm(URI callback) {
        String code = parameter(browser.get(callback).location().orElseThrow(), "connection_code");
        return ask("POST", "/v1/connections", Map.of("connectionCode", code, "user", "alice"));
    }

    private HttpResponse<String> call() {
        return Evidence.answer(
                send(HttpRequest.newBuilder(URI.create(gateway.uri() + "/sites/wiki/rest/api/user/current"))
                        .header("Tributary-User", "alice")));
    }

    private HttpResponse<String> ask(String method, String path, Object body) {
        return Evidence.answer(send(HttpRequest.newBuilder(URI.create(gateway.uri() + path))
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))));
    }

    /** Not kept to be searched for secrets: it has one, and should. */
    private HttpResponse<String> exchange(String connection) {
        String form =
                "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:token-exchange") + "&subject_token_type="
                        + encoded("urn:tributary:token-type:connection") + "&subject_token=" + connection;
        return send(HttpRequest.newBuilder(URI.create(gateway.uri() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.header("Authorization", "Bearer " + KEY).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode answer(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
