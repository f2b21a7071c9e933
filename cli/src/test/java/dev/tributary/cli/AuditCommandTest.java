package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.Gateway;
import dev.tributary.gateway.config.GatewayConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditCommandTest {

    /** Whose SHA-256 is in the configuration. */
    private static final String KEY = "trib_0123456789abcdef0123456789abcdef0123456789abcdef";

    /** Every environment has PATH; what it says does not matter here. */
    private static final String CONFIG = """
            publicUrl: http://localhost:0
            sites: { wiki: { dataCenter: { baseUrl: "http://localhost:1", clientId: my-app, clientSecret: "${PATH}" } } }
            apps:
              portal:
                keys: [sha256:cd80cb4aefd2bb7c948f5b006ac09f48ab1c450d33b3aa14bcaceb9c6ad3faba]
                sites: [wiki]
                rights: [proxy]
            """;

    @TempDir
    private Path directory;

    private String config;

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(directory.resolve("tributary.yaml"), CONFIG).toString();
    }

    @Test
    void prints_a_line_of_json_for_each_entry_and_those_alone_that_are_asked_for() throws Exception {
        show("/v1/connections?first=" + KEY);
        show("/v1/connections?second=" + KEY);

        Run all = Run.of("audit", "--config", config);
        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.out().lines()).hasSize(2).allSatisfy(line -> {
            JsonNode entry = JsonMapper.builder().build().readTree(line);
            assertThat(entry.path("event").asString()).isEqualTo("key.misplaced");
            assertThat(entry.path("app").asString()).isEqualTo("portal");
            assertThat(line).doesNotContain(KEY);
        });
        assertThat(Run.of("audit", "--config", config, "--app", "portal", "--since", "P1D")
                        .out())
                .isEqualTo(all.out());
        assertThat(Run.of("audit", "--config", config, "--until", "2026-01-01").out())
                .isEmpty();
        assertThat(Run.of("audit", "--config", config, "--event", "call").out()).isEmpty();
    }

    @Test
    void says_what_is_wrong() {
        Run none = Run.of("audit", "--config", config);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("There is no database");

        Run date = Run.of("audit", "--config", config, "--since", "yesterday");
        assertThat(date.exitCode()).isEqualTo(2);
        assertThat(date.err()).contains("'yesterday' is none. Use a date such as 2027-03-01");
    }

    @Test
    void an_event_that_there_is_not_is_answered_with_those_there_are() {
        Run run = Run.of("audit", "--config", config, "--event", "connection.conected");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("'connection.conected' is none that is kept")
                .contains("connection.connected, connection.disconnected")
                .contains("Try: tributary audit --help");
    }

    private void show(String target) throws IOException, InterruptedException {
        try (Gateway gateway = Gateway.start(GatewayConfig.read(Path.of(config), System.getenv()))) {
            HttpRequest request =
                    HttpRequest.newBuilder(gateway.uri().resolve(target)).build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }
}
