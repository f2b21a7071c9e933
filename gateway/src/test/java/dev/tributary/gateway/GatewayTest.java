package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.http.RawSocket;
import dev.tributary.model.Misconfigured;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class GatewayTest {

    private static final String KEY = GatewayWorld.key("portal");

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    @Test
    void a_simulator_that_was_not_said_to_be_one_is_refused() {
        assertThatThrownBy(() -> Gateway.start(
                        config("http://localhost:0", confluence.baseUrl().toString(), "")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("sites.wiki.simulator")
                .hasMessageContaining("simulator: true");
    }

    @Test
    void a_site_that_does_not_answer_is_a_warning() throws IOException {
        int nobody = FreePort.next();
        try (LogLines log = LogLines.of("dev.tributary.gateway");
                Gateway gateway = Gateway.start(config("http://localhost:0", "http://localhost:" + nobody, ""))) {
            assertThat(gateway.uri().getPort()).isPositive();
            assertThat(log.written())
                    .anySatisfy(
                            line -> assertThat(line).contains("Site 'wiki' does not answer", String.valueOf(nobody)));
        }
    }

    @Test
    void a_port_that_is_taken_is_named_with_what_to_do_and_nothing_is_left_running() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            GatewayConfig config = config(
                    "http://localhost:" + taken.getLocalPort(),
                    confluence.baseUrl().toString(),
                    "simulator: true");

            assertThatThrownBy(() -> Gateway.start(config))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("listen")
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void a_port_that_was_given_is_the_one_of_its_address_and_free_again_after_closing() throws IOException {
        String url = "http://localhost:" + FreePort.next();
        for (int i = 0; i < 2; i++) {
            try (Gateway gateway =
                    Gateway.start(config(url, confluence.baseUrl().toString(), "simulator: true"))) {
                assertThat(gateway.uri()).hasToString(url);
            }
        }
    }

    @Test
    void connections_outlive_the_process() {
        JsonNode before;
        try (GatewayWorld world = new GatewayWorld(confluence, directory)) {
            before = world.connect("alice");
        }
        try (GatewayWorld world = new GatewayWorld(confluence, directory)) {
            assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                    .isEqualTo(200);
            assertThat(GatewayWorld.json(world.ask(
                                    "portal",
                                    "GET",
                                    "/v1/connections/" + before.path("id").asString()))
                            .path("account"))
                    .isEqualTo(before.path("account"));
        }
    }

    @Test
    void files_are_the_gateways_own_and_others_are_kept_out() throws IOException {
        try (GatewayWorld world = new GatewayWorld(confluence, directory)) {
            world.connect("alice");
            for (String file : new String[] {"tributary-data/tributary.db", "tributary-keys/keyset.json"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
        Files.setPosixFilePermissions(
                directory.resolve("tributary-keys/keyset.json"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new GatewayWorld(confluence, directory))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("chmod");
    }

    @Test
    void a_gateway_for_this_machine_answers_to_no_other_name() {
        try (GatewayWorld world = new GatewayWorld(confluence, directory)) {
            for (String target :
                    new String[] {"/v1/connections", "/connect/x", "/sites/wiki/rest/api/space", "/health/live"}) {
                try (RawSocket socket = new RawSocket(world.uri("").getPort())) {
                    String answer = socket.send(RawSocket.head(
                                    "GET " + target + " HTTP/1.1",
                                    "Host: evil.example",
                                    "Authorization: Bearer " + KEY,
                                    "Tributary-User: alice",
                                    "Connection: close"))
                            .readToEnd();
                    assertThat(answer).startsWith("HTTP/1.1 421 ");
                }
            }
        }
    }

    @Test
    void a_gateway_for_this_machine_answers_to_each_of_its_names() {
        try (GatewayWorld world = new GatewayWorld(confluence, directory)) {
            for (String host : new String[] {"localhost", "127.0.0.1:8081", "[::1]:8081", "[::1]"}) {
                assertThat(live(world.uri("").getPort(), host)).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void a_gateway_for_others_leaves_names_to_the_server_in_front() throws IOException {
        int port = FreePort.next();
        String yaml = """
                publicUrl: https://tributary.example.org
                listen: localhost:%d
                sites:
                  wiki:
                    dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${WIKI_SECRET}" }
                    simulator: true
                apps: { portal: { keys: ["${PORTAL_KEY}"], sites: [wiki], rights: [proxy] } }
                """.formatted(port, confluence.baseUrl());
        GatewayConfig config = GatewayConfig.parse(yaml, directory, Map.of("WIKI_SECRET", "secret", "PORTAL_KEY", KEY));
        try (Gateway gateway = Gateway.start(config)) {
            assertThat(gateway.uri()).hasToString("https://tributary.example.org");
            assertThat(live(port, "tributary.example.org")).startsWith("HTTP/1.1 200 ");
            assertThat(live(port, "10.0.0.7:8081")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void no_line_of_the_log_holds_a_secret() {
        try (LogLines log = LogLines.of("dev.tributary.gateway");
                GatewayWorld world = new GatewayWorld(confluence, directory)) {
            String link = world.link("alice").getPath();
            String code = world.code("alice");
            world.confirm("portal", code, "alice");
            world.call("portal", "alice", "/rest/api/content/search?cql=text~%22my-private-words%22");

            // The last line is written after its answer was sent.
            await().until(() -> log.written().stream()
                    .anyMatch(line -> line.startsWith("GET /sites/wiki/rest/api/content/search 200")));
            assertThat(log.written())
                    .anySatisfy(line -> assertThat(line).startsWith("GET /callback/wiki 303"))
                    .anySatisfy(line -> assertThat(line).startsWith("GET /connect/… 200"))
                    .noneMatch(line -> line.contains(code)
                            || line.contains(link)
                            || line.contains("?")
                            || line.contains(GatewayWorld.STATE)
                            || line.contains("my-private-words")
                            || line.contains(KEY));
        }
    }

    private static String live(int port, String host) {
        try (RawSocket socket = new RawSocket(port)) {
            return socket.send(RawSocket.head("GET /health/live HTTP/1.1", "Host: " + host, "Connection: close"))
                    .readToEnd();
        }
    }

    private GatewayConfig config(String publicUrl, String baseUrl, String more) {
        String yaml = """
                publicUrl: %s
                sites:
                  wiki:
                    dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${WIKI_SECRET}" }
                    %s
                apps:
                  portal:
                    keys: ["${PORTAL_KEY}"]
                    sites: [wiki]
                    rights: [proxy]
                """.formatted(publicUrl, baseUrl, more);
        return GatewayConfig.parse(yaml, directory, Map.of("WIKI_SECRET", "secret", "PORTAL_KEY", KEY));
    }
}
