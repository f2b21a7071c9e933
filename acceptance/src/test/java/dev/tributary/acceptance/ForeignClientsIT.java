package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.RequiredProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Clients by others, from npm, at Confluence Cloud: what they do at Atlassian's API host they do as well through the gateway, with
 * another address and an app key. Needs Node.js 20 and npm; without them it is skipped, but not in CI.
 */
@Execution(ExecutionMode.CONCURRENT)
class ForeignClientsIT {

    private static final String REMEDY = "Install Node.js 20 and npm, to try foreign clients through the gateway.";
    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path WORK = Evidence.workplace("node");
    private static final List<String> SCOPES = List.of(
            "read:me",
            "read:confluence-user",
            "search:confluence",
            "read:space:confluence",
            "read:page:confluence",
            "write:page:confluence",
            "delete:page:confluence",
            "read:comment:confluence",
            "write:comment:confluence",
            "write:confluence-content",
            "write:confluence-file",
            "readonly:content.attachment:confluence");

    @TempDir
    private Path directory;

    @BeforeAll
    static void install() throws Exception {
        RequiredProgram.check("node", REMEDY);
        RequiredProgram.check("npm", REMEDY);
        Files.createDirectories(WORK);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.toList()) {
                copy(file);
            }
        }
        copy(TributaryProcess.home().resolve("simulator/src/test/node/user-agent.mjs"));
        said(List.of("npm", "ci", "--ignore-scripts", "--prefix", WORK.toString()), Map.of());
    }

    @Test
    void they_do_the_same_at_atlassian_and_through_the_gateway_and_links_lead_on() {
        Gateway gateway = Gateway.in(directory);
        try (TributaryProcess atlassian = gateway.cloud()) {
            URI all = atlassian.ready();
            try (TributaryProcess server = gateway.serveCloud(all, SCOPES)) {
                List<String> direct = said(script("direct.mjs", all), Map.of());
                assertThat(direct)
                        .containsExactly(
                                "version 2: 10 pages in 3 requests, 10 of them different",
                                "version 2: wrote '<p>Heron and egret</p>', version 2",
                                "version 2: commented '<p>Seen</p>', deleted",
                                "version 1: served as Alice Arroyo",
                                "version 1: found 'Release Calendar', labelled true",
                                "version 1: attached and downloaded 'white'");

                URI here = server.ready();
                List<String> through = said(script("through-gateway.mjs", here), Map.of("PORTAL_KEY", Gateway.APP_KEY));
                assertThat(through).startsWith(direct.toArray(String[]::new)).hasSize(direct.size() + 1);
                assertThat(through.get(direct.size())).matches("links: 1[0-9] pages by version 2, 1[0-9] by version 1");
            }
        }
    }

    private static List<String> script(String name, URI address) {
        return List.of("node", WORK.resolve(name).toString(), address.toString());
    }

    private static List<String> said(List<String> command, Map<String, String> environment) {
        try (TributaryProcess process = TributaryProcess.start(command, environment)) {
            assertThat(process.exitCode()).as(process.printed()).isZero();
            return process.lines();
        }
    }

    private static void copy(Path file) throws IOException {
        Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
