package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What service managers send to a gateway, and what it does then. */
class SignalsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String OTHER_KEY = "trib_" + "fedcba9876543210".repeat(4);
    private static final String TERMINATED = "143";

    @TempDir
    private Path directory;

    @Test
    void hangup_reads_the_configuration_again_wholly_or_not_at_all() throws Exception {
        Gateway gateway = Gateway.in(directory);
        try (TributaryProcess server = gateway.serve(configuration(gateway, ""), Map.of())) {
            server.ready();
            assertThat(statusFor(gateway, Gateway.APP_KEY)).isEqualTo(200);
            assertThat(statusFor(gateway, OTHER_KEY)).isEqualTo(401);

            rewrite(configuration(gateway, secondApp()));
            server.signal("HUP");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(statusFor(gateway, OTHER_KEY)).isEqualTo(200));

            rewrite(configuration(gateway, "  desk: { sites: [nowhere] }"));
            server.signal("HUP");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.printed())
                            .contains("The configuration was not reloaded", "apps.desk.sites[0]"));
            assertThat(statusFor(gateway, OTHER_KEY)).isEqualTo(200);
            assertThat(statusFor(gateway, Gateway.APP_KEY)).isEqualTo(200);
        }
    }

    @Test
    void a_second_signal_ends_a_gateway_that_drains() throws Exception {
        Gateway gateway = Gateway.in(directory);
        String slow = configuration(gateway, "") + "drain: { announce: 5m, wait: 5m }\n";
        try (TributaryProcess server = gateway.serve(slow, Map.of())) {
            server.ready();

            server.terminate();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(status(gateway, "/health/ready", Gateway.APP_KEY))
                            .isEqualTo(503));
            assertThat(server.isAlive()).isTrue();
            assertThat(server.printed()).contains("Draining").doesNotContain("Stopped.");

            server.terminate();
            assertThat(server.exitCode()).hasToString(TERMINATED);
            assertThat(server.printed()).doesNotContain("Stopped.");
        }
    }

    private static String configuration(Gateway gateway, String anotherApp) {
        return """
                publicUrl: %s
                sites:  { wiki: { dataCenter: { baseUrl: "http://localhost:1", clientId: my-app, clientSecret: "${WIKI_SECRET}" } } }
                apps:
                  portal: { keys: ["${PORTAL_KEY}"], sites: [wiki], rights: [connect], returnUrls: ["http://localhost:8082/back"] }
                %s
                """.formatted(gateway.publicUrl(), anotherApp);
    }

    private static String secondApp() {
        return "  desk: { keys: [\"sha256:%s\"], sites: [wiki], rights: [connect], returnUrls: [\"http://localhost:8083/back\"] }"
                .formatted(sha256(OTHER_KEY));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void rewrite(String configuration) throws IOException {
        Files.writeString(directory.resolve("tributary.yaml"), configuration);
    }

    private static int statusFor(Gateway gateway, String key) throws IOException, InterruptedException {
        return status(gateway, "/v1/connections?user=alice", key);
    }

    private static int status(Gateway gateway, String path, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.publicUrl() + path))
                .header("Authorization", "Bearer " + key)
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
