package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.RequiredProgram;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients by others, from npm, against the simulator. Needs Node.js 20 and npm; without them it is skipped, but not in CI. */
class ForeignClientsTest {
    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final String REMEDY = "Install Node.js 20 and npm, to try foreign clients against the simulator.";
    private static final Path WORK = Evidence.workplace("node");

    @StartConfluence(contextPath = "/confluence")
    private ConfluenceSimulator confluence;

    @StartConfluence(edition = Edition.CLOUD)
    private ConfluenceSimulator cloud;

    @BeforeAll
    static void install() throws Exception {
        RequiredProgram.check("node", REMEDY);
        RequiredProgram.check("npm", REMEDY);
        copySources();
        run("install.log", List.of("npm", "ci", "--ignore-scripts"));
    }

    @Test
    void openid_client_and_confluence_js_use_what_cloud_has_left_them() throws Exception {
        String said = run(
                "cloud.log",
                List.of("node", "cloud-clients.mjs", cloud.baseUrl().toString()));

        assertThat(said.lines())
                .containsExactly(
                        "openid-client: authorization code",
                        "openid-client: renewed, and once more within the leeway",
                        "confluence.js: searched, labelled, attached, downloaded; content is gone");
    }

    @Test
    void openid_client_and_confluence_js_walk_the_whole_journey() throws Exception {

        String said = run(
                "clients.log",
                List.of("node", "foreign-clients.mjs", confluence.baseUrl().toString()));

        assertThat(said.lines())
                .containsExactly(
                        "openid-client: authorization code with PKCE",
                        "openid-client: renewed; the spent refresh token is refused",
                        "confluence.js: listed, created, updated, searched, labelled, attached, deleted",
                        "openid-client: revoked");
    }

    private static void copySources() throws IOException {
        Files.createDirectories(WORK);
        try (Stream<Path> files = Files.list(SOURCE)) {
            files.filter(Files::isRegularFile).forEach(ForeignClientsTest::copy);
        }
    }

    private static void copy(Path file) {
        try {
            Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String log, List<String> command) throws IOException, InterruptedException {
        Path output = WORK.resolve(log);
        Process process = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as("%s ended in time; it said: %s", command, said).isTrue();
        assertThat(process.exitValue()).as("%s said: %s", command, said).isZero();
        return said;
    }
}
