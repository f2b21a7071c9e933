package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.databases.Login;
import dev.tributary.databases.PostgresServer;
import dev.tributary.evidence.FreePort;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.Keyset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Gateways whose connections are in a real PostgreSQL, and what an operator reads when they cannot be. */
@SuppressWarnings("NullAway.Init")
class DatabaseServerTest {

    private static final String CURRENT = "/rest/api/user/current";
    private static final Duration A_DAY = Duration.ofDays(1);

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private final Login database = PostgresServer.newLogin();
    private String keyset;

    @BeforeEach
    void makeKeyset() throws IOException {
        keyset = newKeyset("keyset.json");
    }

    @Test
    void a_second_gateway_on_the_same_database_serves_the_connections_of_the_first() throws Exception {
        try (GatewayWorld first = world(database.url(), database.password())) {
            JsonNode connection = first.connect("alice");
            int port = FreePort.next();
            try (Gateway second = first.another(port)) {
                assertThat(second.uri()).isEqualTo(first.uri(""));
                assertThat(first.call("portal", "alice", CURRENT).body()).contains("\"alice\"");
                assertThat(callAt(port, first, "alice").body()).contains("\"alice\"");

                first.ask(
                        "portal",
                        "DELETE",
                        "/v1/connections/" + connection.path("id").asString());

                assertThat(callAt(port, first, "alice").statusCode()).isEqualTo(409);
            }
        }
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void two_gateways_renew_a_connection_once() throws Exception {
        int port = FreePort.next();
        try (GatewayWorld first = world(database.url(), database.password());
                Gateway second = first.another(port)) {
            assertThat(second.uri()).isEqualTo(first.uri(""));
            first.connect("alice");
            int before = first.tokenRequests();
            confluence.clock().advance(A_DAY);

            List<Integer> answers = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 2 == 0
                            ? first.call("portal", "alice", CURRENT).statusCode()
                            : callAt(port, first, "alice").statusCode()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).containsOnly(200);
            assertThat(first.tokenRequests()).isEqualTo(before + 1);
        }
    }

    @Test
    void connections_outlive_the_gateway() {
        try (GatewayWorld world = world(database.url(), database.password())) {
            world.connect("alice");
        }
        try (GatewayWorld world = world(database.url(), database.password())) {
            assertThat(world.call("portal", "alice", CURRENT).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_gateway_with_another_keyset_is_kept_from_the_database() throws IOException {
        world(database.url(), database.password()).close();
        keyset = newKeyset("another.json");

        assertThatThrownBy(() -> world(database.url(), database.password()))
                .isInstanceOf(Misconfigured.class)
                .hasMessageStartingWith("keysetJson");
    }

    @Test
    void a_wrong_password_is_told_with_user_and_database_and_not_quoted() {
        assertThatThrownBy(() -> world(database.url(), "hunter3"))
                .isInstanceOf(Misconfigured.class)
                .hasMessage(
                        "store.password: The database %s refuses the user '%s', or the password. Correct store.user, or"
                                + " set the right password.",
                        place(database.url()), database.name());
    }

    @Test
    void a_database_that_is_not_there_is_told() {
        String url = database.url().replaceFirst("/t[0-9a-f]+$", "/no-such-database");

        assertThatThrownBy(() -> world(url, database.password()))
                .isInstanceOf(Misconfigured.class)
                .hasMessageStartingWith("store.url: The database " + place(url) + " does not exist");
    }

    @Test
    void a_server_that_is_away_is_told_in_one_message_without_secrets() throws IOException {
        String url = "jdbc:postgresql://localhost:" + FreePort.next() + "/tributary";

        try (LogLines log = LogLines.of("ROOT")) {
            assertThatThrownBy(() -> world(url, database.password()))
                    .isInstanceOf(Unavailable.class)
                    .hasMessage(
                            "The database %s does not answer: nobody listens there. Start it, or correct store.url."
                                    + " Try again in 5 s.",
                            place(url));
            assertThat(log.written()).noneMatch(line -> line.contains(database.password()));
        }
    }

    @Test
    void a_host_that_nobody_knows_is_told() {
        assertThatThrownBy(() -> world("jdbc:postgresql://db.invalid/tributary", database.password()))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(
                        "The database db.invalid/tributary does not answer: no host of that name is known.");
    }

    @Test
    void a_server_that_says_nothing_is_not_waited_for_without_end() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            String url = "jdbc:postgresql://localhost:%d/tributary?socketTimeout=1".formatted(mute.getLocalPort());

            assertThatThrownBy(() -> world(url, database.password()))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("does not answer: it said nothing in time.");
        }
    }

    @Test
    void a_server_without_the_tls_that_was_asked_for_is_told() {
        assertThatThrownBy(() -> world(database.url() + "?sslmode=require", database.password()))
                .isInstanceOf(Misconfigured.class)
                .hasMessageStartingWith("store.url: The database " + place(database.url()))
                .hasMessageContaining("TLS");
    }

    @Test
    void a_user_who_may_not_make_tables_is_told() {
        Login other = PostgresServer.newLogin();
        String url = database.url().replace(database.name(), other.name());

        assertThatThrownBy(() -> world(url, database.password()))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("may not make")
                .hasMessageContaining("CREATE");
    }

    private GatewayWorld world(String url, String password) {
        return new GatewayWorld(
                confluence,
                directory.resolve("state"),
                "store: {url: '" + url + "', user: '" + database.name()
                        + "', password: '${DATABASE_PASSWORD}'}\nkeysetJson: ${TRIBUTARY_KEYSET}\n",
                Map.of("DATABASE_PASSWORD", password, "TRIBUTARY_KEYSET", keyset));
    }

    private static HttpResponse<String> callAt(int port, GatewayWorld world, String user) {
        return world.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sites/wiki" + CURRENT))
                .header("Authorization", "Bearer " + GatewayWorld.key("portal"))
                .header("Tributary-User", user));
    }

    private String newKeyset(String name) throws IOException {
        Path file = directory.resolve("keys").resolve(name);
        Keyset.file(file).keyset(true);
        return Files.readString(file);
    }

    private static String place(String url) {
        return URI.create(url.substring("jdbc:".length())).getAuthority()
                + URI.create(url.substring("jdbc:".length())).getPath();
    }
}
