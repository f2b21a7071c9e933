package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.WebhookReceiver.Received;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages when a gateway is killed between an event and its delivery. */
@SuppressWarnings("NullAway.Init")
class KilledWebhookTest {

    private static final String KEY = "trib_portal0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String YAML = """
            publicUrl: http://localhost:0
            sites:
              wiki:
                dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${WIKI_SECRET}" }
                simulator: true
            apps:
              portal:
                keys: ["${PORTAL_KEY}"]
                sites: [wiki]
                rights: [connect, personal-access-tokens]
                returnUrls: ["http://localhost:8082/back"]
            webhooks:
              allowedNetworks: [127.0.0.0/8]
              caBundle: ca.pem
              targets:
                hook: { app: portal, url: "https://localhost:%d/hook", secrets: ["${HOOK_SECRET}"] }
            """;

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    @Test
    void a_message_that_was_not_taken_before_the_gateway_was_killed_comes_from_the_next_one() throws Exception {
        SSLContext certificate = Certificates.server(directory, "-ext", "san=dns:localhost");
        try (WebhookReceiver receiver = WebhookReceiver.start(certificate, 0)) {
            receiver.answer(503, "");
            Path file = directory.resolve("tributary.yaml");
            Files.writeString(file, YAML.formatted(confluence.baseUrl(), receiver.port()));
            Process process = gateway(file);
            try {
                assertThat(handIn(ready(process))).isEqualTo(201);
                receiver.await(1);
            } finally {
                process.destroyForcibly().waitFor();
            }
            receiver.answer(204, "");

            try (Gateway next = Gateway.start(GatewayConfig.read(file, environment()))) {
                assertThat(next.uri()).isNotNull();
                List<Received> both = receiver.await(2);
                assertThat(both).extracting(Received::type).containsOnly("connection.connected");
                assertThat(both)
                        .extracting(Received::id)
                        .containsOnly(both.get(0).id());
            }
        }
    }

    private int handIn(URI gateway) throws IOException, InterruptedException {
        String token = confluence
                .personalTokens()
                .create(confluence.users().named("alice").orElseThrow(), "made for a test", Duration.ofDays(300));
        String body = "{\"user\": \"alice\", \"site\": \"wiki\", \"personalAccessToken\": \"" + token + "\"}";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.resolve("/v1/connections"))
                                .header("Authorization", "Bearer " + KEY)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static Process gateway(Path file) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HookedGateway.class.getName(),
                file.toString());
        builder.environment().putAll(environment());
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static URI ready(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("ready ")) {
                return URI.create(line.substring("ready ".length()));
            }
        }
        throw new IllegalStateException("The gateway did not start.");
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("WIKI_SECRET", "secret-of-the-gateway");
        environment.put("PORTAL_KEY", KEY);
        environment.put("HOOK_SECRET", WebhookReceiver.SECRET);
        return environment;
    }
}
