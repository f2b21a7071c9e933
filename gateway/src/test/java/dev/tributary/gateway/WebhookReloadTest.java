package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.Evidence;
import dev.tributary.gateway.WebhookReceiver.Received;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What applications are told goes by the configuration that is in force, and to the application that it is about. */
@Tag("C33")
@SuppressWarnings("NullAway.Init")
class WebhookReloadTest {

    private static final String KEY = "trib_" + "portal".concat("0123456789abcdef0123456789abcdef0123456789abcdef");
    private static final String STRANGER =
            "trib_" + "stranger".concat("0123456789abcdef0123456789abcdef0123456789abcdef");
    private static final Map<String, String> SECRETS = Map.of(
            "SECRET", "secret-of-the-gateway", "KEY", KEY, "STRANGER", STRANGER, "HOOK_SECRET", WebhookReceiver.SECRET);

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private WebhookReceiver receiver;
    private String yaml;
    private Gateway gateway;

    @BeforeEach
    void start() {
        receiver = WebhookReceiver.start(null, 0);
        yaml = """
                publicUrl: http://localhost:0
                sites:
                  wiki: { dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${SECRET}" }, simulator: true }
                apps:
                  portal:
                    keys: ["${KEY}"]
                    sites: [wiki]
                    rights: [proxy, personal-access-tokens]
                    connectPage: https://portal.example.org/before
                  stranger: { keys: ["${STRANGER}"], sites: [wiki], rights: [personal-access-tokens] }
                webhooks:
                  allowedNetworks: [127.0.0.0/8]
                  targets:
                    hook: { app: portal, url: "http://localhost:%d/", allowInsecureHttp: true, secrets: ["${HOOK_SECRET}"] }
                """.formatted(confluence.baseUrl(), receiver.port());
    }

    private void begin() {
        gateway = Gateway.start(GatewayConfig.parse(yaml, directory, SECRETS), confluence.clock());
    }

    @AfterEach
    void stop() {
        gateway.close();
        receiver.close();
    }

    @Test
    void the_way_to_connect_again_is_the_one_that_a_reload_brought() throws IOException {
        gateway = Gateway.start(() -> GatewayConfig.parse(yaml, directory, SECRETS));
        connect(KEY);
        receiver.await(1);

        yaml = yaml.replace("/before", "/after");
        gateway.reload();
        lose();

        Received ended = receiver.await(2).get(1);
        assertThat(ended.type()).isEqualTo("connection.reconnect_required");
        assertThat(ended.json().at("/data/connectUrl").asString()).isEqualTo("https://portal.example.org/after");
    }

    @Test
    void what_waits_for_an_application_is_not_told_to_another_that_got_its_target() {
        begin();
        receiver.answer(503, "");
        connect(KEY);
        String waiting = receiver.await(1).get(0).id();
        gateway.close();
        receiver.answer(204, "");
        confluence.clock().advance(Duration.ofMinutes(1));

        yaml = yaml.replace("app: portal, url", "app: stranger, url");
        begin();
        connect(STRANGER);
        assertThat(receiver.await(2).get(1).json().at("/data/app").asString()).isEqualTo("stranger");
        gateway.close();

        yaml = yaml.replace("app: stranger, url", "app: portal, url");
        begin();
        assertThat(receiver.await(3)).extracting(Received::id).element(2).isEqualTo(waiting);
    }

    private void connect(String key) {
        String token = confluence.personalTokens().create(alice(), "made for a test", Duration.ofDays(90));
        String body = "{\"user\":\"alice\",\"site\":\"wiki\",\"personalAccessToken\":\"%s\"}".formatted(token);
        assertThat(send(
                                key,
                                "/v1/connections",
                                HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(201);
    }

    private void lose() {
        confluence
                .personalTokens()
                .of(alice())
                .forEach(token -> confluence.personalTokens().revoke(alice(), token.id()));
        assertThat(send(
                                KEY,
                                "/sites/wiki/rest/api/user/current",
                                HttpRequest.newBuilder().header("Tributary-User", "alice"))
                        .statusCode())
                .isEqualTo(409);
    }

    private User alice() {
        return confluence.users().named("alice").orElseThrow();
    }

    private HttpResponse<String> send(String key, String path, HttpRequest.Builder request) {
        try {
            return Evidence.answer(http.send(
                    request.uri(URI.create(gateway.uri() + path))
                            .header("Authorization", "Bearer " + key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
