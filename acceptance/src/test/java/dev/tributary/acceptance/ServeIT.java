package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway and a Confluence as two processes, and an application made of curl. */
class ServeIT {

    private static final String SIMULATOR = ", simulator: true";

    @TempDir
    private Path directory;

    @Test
    void connects_calls_and_disconnects_by_curl_alone() throws IOException {
        Gateway gateway = Gateway.in(directory);
        try (TributaryProcess confluence = gateway.confluence();
                TributaryProcess server = gateway.serve(confluence.ready(), SIMULATOR)) {
            assertThat(server.ready()).isEqualTo(gateway.publicUrl());

            try (TributaryProcess curl = gateway.curl(Map.of())) {
                assertThat(curl.exitCode()).as(curl.printed()).isZero();
                assertThat(curl.printed())
                        .containsSubsequence("1. Ask", "2. Open", "3. Log in", "4. Confirm", "5. List", "6. Disconnect")
                        .contains("- Welcome to the Demo Space")
                        .contains("Confluence has revoked the grant");
            }
            assertThat(server.printed())
                    .doesNotContain(Gateway.APP_KEY, Gateway.CLIENT_SECRET, "connection_code", "state=", "code=");
            assertThat(modes())
                    .isEqualTo(Map.of(
                            "tributary-data", "rwx------",
                            "tributary-keys", "rwx------",
                            "tributary.db", "rw-------",
                            "tributary.db-wal", "rw-------",
                            "tributary.db-shm", "rw-------",
                            "keyset.json", "rw-------"));
            server.terminate();
            assertThat(server.exitCode()).as("the exit code after SIGTERM").isEqualTo(143);
            assertThat(server.lines())
                    .contains("  health      " + gateway.publicUrl() + "/health/live and /health/ready", "Stopped.")
                    .anyMatch(line -> line.startsWith("Draining 0 calls"));
        }
    }

    @Test
    void connects_calls_and_disconnects_by_curl_alone_at_either_site_of_cloud() {
        Gateway gateway = Gateway.in(directory);
        List<String> scopes = List.of("read:me", "read:page:confluence");
        Map<String, String> cloud = Map.of("EDITION", "cloud");
        Map<String, String> lakes = Map.of("EDITION", "cloud", "CLOUD_SITE", "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0002");
        try (TributaryProcess confluence = gateway.cloud();
                TributaryProcess server = gateway.serveCloud(confluence.ready(), scopes)) {
            server.ready();

            try (TributaryProcess curl = gateway.curl(cloud)) {
                assertThat(curl.exitCode()).as(curl.printed()).isZero();
                assertThat(curl.printed()).contains("- Welcome to the Demo Space", "NOT_SUPPORTED");
            }
            try (TributaryProcess curl = gateway.curl(lakes)) {
                assertThat(curl.exitCode()).as(curl.printed()).isZero();
                assertThat(curl.printed()).contains("- Lake Guide").doesNotContain("- Welcome to the Demo Space");
            }
        }
    }

    @Test
    void the_script_says_what_is_missing_and_ends_with_one() {
        Gateway gateway = Gateway.in(directory);
        assertRefused(gateway, Map.of(), "No gateway answers at " + gateway.publicUrl() + ". Start it:");
        try (TributaryProcess confluence = gateway.confluence();
                TributaryProcess server = gateway.serve(confluence.ready(), SIMULATOR)) {
            URI baseUrl = confluence.ready();
            server.ready();

            assertRefused(gateway, Map.of("PORTAL_KEY", "trib_0"), "Send an app key, or a token of the app's issuer");
            assertRefused(
                    gateway,
                    Map.of("WIKI_PASSWORD", "wrong"),
                    "Confluence refused the login of 'alice'. Set WIKI_USER");
            confluence.terminate();
            confluence.exitCode();
            assertRefused(gateway, Map.of(), "No Confluence answers at " + baseUrl + ". Start it");
        }
    }

    private static void assertRefused(Gateway gateway, Map<String, String> settings, String words) {
        try (TributaryProcess curl = gateway.curl(settings)) {
            assertThat(curl.exitCode()).as(words).isEqualTo(1);
            assertThat(curl.printed()).contains(words).doesNotContain(Gateway.APP_KEY);
        }
    }

    @Test
    void keeps_connections_over_a_restart() {
        Gateway gateway = Gateway.in(directory);
        try (TributaryProcess confluence = gateway.confluence("--context-path", "/confluence")) {
            URI baseUrl = confluence.ready();
            assertThat(baseUrl.getPath()).isEqualTo("/confluence");
            for (int start = 0; start < 2; start++) {
                try (TributaryProcess server = gateway.serve(baseUrl, SIMULATOR)) {
                    server.ready();
                    try (TributaryProcess curl = gateway.curl(Map.of())) {
                        assertThat(curl.exitCode()).as(curl.printed()).isZero();
                    }
                }
            }
        }
    }

    @Test
    void prints_every_fault_of_the_configuration_and_ends_with_two() {
        try (TributaryProcess server = Gateway.in(directory).serve("""
                publicUrl: http://gateway.example.org
                sitse: {}
                sites:  { wiki: { dataCenter: { baseUrl: "localhost", clientId: my-app, clientSecret: in-the-file } } }
                apps:   { portal: { keys: ["${NOT_SET}"], sites: [wiki], rights: [conect] } }
                """)) {
            assertThat(server.exitCode()).as(server.printed()).isEqualTo(2);
            assertThat(server.printed())
                    .contains("publicUrl", "sitse", "baseUrl", "clientSecret", "NOT_SET", "apps.portal.rights[0]")
                    .contains("line 4, column")
                    .doesNotContain("in-the-file", "ready", "\tat ");
        }
    }

    @Test
    void refuses_a_simulator_that_was_not_said_to_be_one() {
        Gateway gateway = Gateway.in(directory);
        try (TributaryProcess confluence = gateway.confluence();
                TributaryProcess server = gateway.serve(confluence.ready(), "")) {
            assertThat(server.exitCode()).as(server.printed()).isEqualTo(2);
            assertThat(server.printed())
                    .contains("sites.wiki.simulator", "simulator: true")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void refuses_a_keyset_that_is_open_to_others_and_says_chmod() throws IOException {
        Gateway gateway = Gateway.in(directory);
        try (TributaryProcess confluence = gateway.confluence()) {
            URI baseUrl = confluence.ready();
            try (TributaryProcess first = gateway.serve(baseUrl, SIMULATOR)) {
                first.ready();
            }
            Path keyset = directory.resolve("tributary-keys/keyset.json");
            Files.setPosixFilePermissions(keyset, PosixFilePermissions.fromString("rw-r--r--"));

            try (TributaryProcess second = gateway.serve(baseUrl, SIMULATOR)) {
                assertThat(second.exitCode()).as(second.printed()).isEqualTo(2);
                assertThat(second.printed()).contains("chmod 600 " + keyset).doesNotContain("\tat ");
            }
        }
    }

    @Test
    void says_that_its_port_is_taken() throws IOException {
        Gateway gateway = Gateway.in(directory);
        try (ServerSocket taken = new ServerSocket(gateway.port(), 1, InetAddress.getLoopbackAddress());
                TributaryProcess server = gateway.serve(URI.create("http://localhost:1"), "")) {
            assertThat(server.exitCode()).as(server.printed()).isEqualTo(2);
            assertThat(server.printed())
                    .contains("port " + taken.getLocalPort(), "already in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void serves_although_a_site_does_not_answer_and_says_so() {
        Gateway gateway = Gateway.in(directory);
        try (TributaryProcess server = gateway.serve(URI.create("http://localhost:1"), "")) {
            assertThat(server.ready()).isEqualTo(gateway.publicUrl());
            assertThat(server.printed())
                    .contains("Site 'wiki' does not answer just now: localhost:1 refuses connections")
                    .doesNotContain("\tat ");
        }
    }

    private Map<String, String> modes() throws IOException {
        Map<String, String> modes = new HashMap<>();
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(ServeIT::isOfTheGateway).toList()) {
                modes.put(
                        file.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return modes;
    }

    private static boolean isOfTheGateway(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("tributary-") || name.startsWith("tributary.db") || name.equals("keyset.json");
    }
}
