package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.FreePort;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init")
class DoctorCommandTest {

    /** The build sets it. */
    private static final String SECRET = System.getenv("TRIBUTARY_TEST_SECRET");

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    private Path directory;

    private String callback;
    private Path config;

    @BeforeEach
    void configure() throws IOException {
        String publicUrl = "http://localhost:" + FreePort.next();
        callback = publicUrl + "/callback/wiki";
        config = Files.writeString(directory.resolve("tributary.yaml"), """
                publicUrl: %s
                sites:
                  wiki: { simulator: true, dataCenter: { baseUrl: "%s", clientId: my-app, clientSecret: "${TRIBUTARY_TEST_SECRET}" } }
                apps:
                  portal:
                    keys: [sha256:3f0a377ba0a4a460ecb616f6507ce0d8cfa3e704025d4fda3ed0c5ca05468728]
                    sites: [wiki]
                    rights: [proxy]
                """.formatted(publicUrl, confluence.baseUrl()));
        confluence.clients().register(Client.of("my-app", SECRET, callback));
    }

    @Test
    void a_healthy_configuration_is_nothing_to_change_and_exit_0() {
        Run run = run();

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out().lines())
                .startsWith("gateway")
                .contains("site wiki")
                .last()
                .isEqualTo("Nothing to change.");
        assertThat(run.out())
                .containsPattern("ok +base-url +Confluence 10\\.0\\.3 at ")
                .containsPattern("ok +client +takes client id and secret");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_finding_is_printed_with_reason_and_remedy_and_exit_1() {
        confluence.clients().register(Client.of("my-app", SECRET, callback + "/"));

        Run run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("error +authorize")
                .containsPattern("error +The site knows the client")
                .containsPattern("setting +publicUrl")
                .containsPattern("why +It is compared to the letter")
                .containsPattern("mend +Enter exactly " + callback + " as redirect URL")
                .endsWith("1 error, 0 warnings." + System.lineSeparator())
                .doesNotContain(SECRET, "\u001b", "\r");
    }

    @Test
    void programs_get_json_on_standard_output_and_the_progress_elsewhere() {
        confluence.clients().register(Client.of("my-app", "another-secret", callback));

        Run run = run("--json");

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.path("healthy").asBoolean(true)).isFalse();
        JsonNode finding = report.path("findings").path(0);
        assertThat(finding.path("check").asString()).isEqualTo("client");
        assertThat(finding.path("site").asString()).isEqualTo("wiki");
        assertThat(finding.path("severity").asString()).isEqualTo("error");
        assertThat(finding.path("setting").asString()).isEqualTo("sites.wiki.dataCenter.clientSecret");
        assertThat(finding.path("found").asString()).startsWith("The client secret is wrong");
        assertThat(finding.path("why").asString()).isNotEmpty();
        assertThat(finding.path("mend").asString()).isNotEmpty();
        assertThat(report.path("checks").size()).isGreaterThan(10);
        assertThat(report.path("checks").path(0).path("outcome").asString()).isEqualTo("ok");
        assertThat(run.err().lines()).contains("checking gateway: database", "checking site wiki: client");
        assertThat(run.out() + run.err()).doesNotContain(SECRET);
    }

    @Test
    void healthy_json_is_exit_0() {
        Run run = run("--json");

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(JsonMapper.shared().readTree(run.out()).path("healthy").asBoolean(false))
                .isTrue();
    }

    @Test
    void every_fault_of_the_file_is_a_finding() throws IOException {
        Files.writeString(
                config, Files.readString(config).replace("my-app", "\"\"").replace("rights:", "right:"));

        Run run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "Line 3, column",
                        "sites.wiki.dataCenter.clientId",
                        "There is no such key.",
                        "Did you mean 'rights'?")
                .containsPattern("\\d errors, 0 warnings");
    }

    @Test
    void a_file_that_is_not_there_is_wrong_usage() {
        Run run = Run.of("doctor", "--config", directory.resolve("no.yaml").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no file " + directory.resolve("no.yaml"));
        assertThat(Run.of("doctor").exitCode()).isEqualTo(2);
    }

    @Test
    void a_terminal_gets_colours() {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine()
                .setColorScheme(new ColorScheme.Builder(Ansi.ON).build())
                .setOut(new PrintWriter(out, true));

        assertThat(command.execute("doctor", "--config", config.toString())).isZero();

        assertThat(out.toString()).contains("\u001b[32mok", "\r", "Nothing to change.");
    }

    @Test
    void helps_with_examples_and_exit_codes() {
        Run run = Run.of("doctor", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Examples:", "tributary doctor --config tributary.yaml", "--json")
                .contains("Exit codes: 0 nothing found, or observed; 1 something to change; 2 wrong usage");
    }

    private Run run(String... more) {
        String[] line = new String[more.length + 3];
        line[0] = "doctor";
        line[1] = "--config";
        line[2] = config.toString();
        System.arraycopy(more, 0, line, 3, more.length);
        return Run.of(line);
    }
}
