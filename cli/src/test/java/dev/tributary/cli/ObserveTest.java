package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.Someone.Came;
import dev.tributary.evidence.FreePort;
import dev.tributary.simulator.ConfluenceSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tributary doctor --observe}, with a browser that comes back to where the gateway's callback would be. */
class ObserveTest {

    /** Given to this process by the build. */
    private static final String SECRET = System.getenv().getOrDefault("TRIBUTARY_TEST_SECRET", "not-there");

    @TempDir
    Path directory;

    private ConfluenceSimulator confluence;
    private Path config;

    @BeforeEach
    void start() throws IOException {
        int port = FreePort.next();
        confluence = ConfluenceSimulator.dataCenter()
                .port(0)
                .client("observed", SECRET, "http://localhost:" + port + "/callback/wiki")
                .start();
        config = directory.resolve("tributary.yaml");
        Files.writeString(config, """
                publicUrl: http://localhost:%d
                sites:
                  wiki:
                    simulator: true
                    dataCenter: { baseUrl: "%s", clientId: observed, clientSecret: "${TRIBUTARY_TEST_SECRET}" }
                apps: { portal: { keys: [sha256:3f0a377ba0a4a460ecb616f6507ce0d8cfa3e704025d4fda3ed0c5ca05468728], sites: [wiki], rights: [proxy] } }
                """.formatted(port, confluence.baseUrl()));
    }

    @AfterEach
    void stop() {
        confluence.close();
    }

    private Came observe(String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(
                new String[] {"doctor", "--observe", "--no-browser", "--config", config.toString()},
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Someone.browse(Someone.approvingAs("alice"), arguments);
    }

    @Test
    void writes_a_report_that_says_what_was_asked_seen_and_settled() throws IOException {
        Path report = directory.resolve("report.md");

        Came came = observe("--report", report.toString());

        assertThat(came.run().exitCode()).as(came.run().err()).isZero();
        assertThat(came.page().page()).contains("Go back to the terminal");
        assertThat(Files.readString(report))
                .contains("| fact | asked | seen | settles |")
                .contains("| `refresh-redirect-uri` |")
                .contains("--set redirect-uri-on-refresh=optional")
                .doesNotContain(SECRET)
                .doesNotContain("alice")
                .doesNotContain("localhost");
        assertThat(confluence.requests().of("POST", "/rest/oauth2/latest/revoke"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect-uri-on-refresh=required", "revoke-endpoint=absent", "bad-bearer=401"})
    void prints_for_programs_what_another_server_does(String option) {
        confluence.switches().set(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));

        Came came = observe("--json");

        assertThat(came.run().exitCode()).as(came.run().err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(came.run().out());
        assertThat(report.path("simulator").valueStream().map(JsonNode::asString))
                .contains(option);
        assertThat(report.path("facts").size()).isGreaterThan(20);
    }

    @Test
    void lives_with_warnings_where_that_was_said() throws IOException {
        Files.writeString(config, Files.readString(config) + "keyset: tributary-data/keyset.json\n");

        Run strict = Run.of("doctor", "--config", config.toString());
        Run lenient = Run.of("doctor", "--fail-on", "error", "--config", config.toString());

        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.out()).contains("0 errors, 1 warning.");
        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.out()).contains("0 errors, 1 warning.");
    }

    @Test
    void fails_on_errors_however_lenient() {
        confluence.close();

        assertThat(Run.of("doctor", "--fail-on", "error", "--config", config.toString())
                        .exitCode())
                .isEqualTo(1);
    }
}
