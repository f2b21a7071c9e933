package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.databases.PostgresServer;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.State;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * A day of four processes that share a PostgreSQL, before a server by others that ends a user's grant when a refresh token is
 * spent twice. Access tokens live two seconds instead of an hour. {@code -Dtributary.foreign.renewals=…} makes it longer.
 */
@Execution(ExecutionMode.CONCURRENT)
class ForeignProcessesTest {

    private static final Path OUTPUT = Path.of("target", "foreign-processes");
    private static final int LIFE_SECONDS = 2;
    private static final int USERS = 50;
    private static final int PROCESSES = 4;
    private static final int RENEWALS = Integer.getInteger("tributary.foreign.renewals", 1000);
    private static final Duration PATIENCE = Duration.ofSeconds(300L + RENEWALS);

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();
    private ForeignServer server;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(OUTPUT);
        server = ForeignServer.start(LIFE_SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        processes.forEach(Process::destroyForcibly);
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void a_thousand_renewals_of_four_processes_spend_each_token_once_and_lose_no_grant() throws Exception {
        String url = url();
        Path keyset = directory.resolve("keys/keyset.json");
        try (HikariDataSource pool = ForeignCaller.pool(url)) {
            Store store = JdbcStore.open(pool, Keyset.file(keyset));
            List<Connection> connections = connectAll(store);
            Instant begun = Instant.now();
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(caller(url, keyset));
            }

            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(this::isOver);
            Duration taken = Duration.between(begun, Instant.now());
            List<String> said = endAll();

            System.out.printf("%d renewals of %d users in %d s; %s%n", spent(), USERS, taken.toSeconds(), said);
            assertEachTokenWasSpentOnce(store, connections);
            assertThat(said)
                    .hasSize(PROCESSES)
                    .allMatch(line -> line.matches("asked=[1-9]\\d+ called=[1-9]\\d* failures=.*"))
                    .noneMatch(line -> line.matches(".*(GrantEnded|NotConnected|Misconfigured).*"));
        }
    }

    private void assertEachTokenWasSpentOnce(Store store, List<Connection> connections) {
        JsonNode events = server.events();
        assertThat(events.path("spentRefreshTokens").asInt()).isGreaterThanOrEqualTo(RENEWALS);
        assertThat(events.path("refusedGrants")).as("refused").isEmpty();
        assertThat(events.path("endedGrants").asInt()).as("grants ended").isZero();
        assertThat(connections).allSatisfy(connection -> {
            State state = store.find(connection.id()).orElseThrow().connection().state();
            int spent = events.path("spentByUser")
                    .path(connection.account().username())
                    .asInt();
            assertThat(spent)
                    .as("renewals of %s", connection.account().username())
                    .isPositive();
            assertThat(state)
                    .isEqualTo(new State(
                            Connection.Status.ACTIVE,
                            null,
                            connection.state().epoch(),
                            connection.state().generation() + spent));
        });
    }

    private List<Connection> connectAll(Store store) {
        try (Tributary tributary =
                Tributary.builder().site(server.site()).store(store).build()) {
            return IntStream.range(0, USERS)
                    .mapToObj(i -> {
                        String user = "user-" + i;
                        AuthorizationRequest request =
                                tributary.authorize(user, "foreign").begin();
                        String query = server.approve(request.uri(), user).getRawQuery();
                        return tributary.complete(Callback.of("foreign", query, request.browser()), user);
                    })
                    .toList();
        }
    }

    private Process caller(String url, Path keyset) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForeignCaller.class.getName(),
                        url,
                        keyset.toString(),
                        String.valueOf(USERS))
                .redirectOutput(output("said", processes.size()).toFile())
                .redirectError(output("errors", processes.size()).toFile())
                .start();
        OutputStream in = process.getOutputStream();
        in.write((server.said() + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        return process;
    }

    /** Lets all end by themselves, so that what they are renewing is saved, and returns what each said. */
    private List<String> endAll() throws IOException, InterruptedException {
        for (Process process : processes) {
            process.getOutputStream().close();
        }
        List<String> said = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            Process process = processes.get(i);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(output("errors", i)))
                    .isZero();
            said.addAll(Files.readAllLines(output("said", i)).stream()
                    .filter(line -> line.startsWith("asked="))
                    .toList());
        }
        return said;
    }

    private boolean isOver() {
        JsonNode events = server.events();
        return events.path("spentRefreshTokens").asInt() >= RENEWALS
                || !events.path("refusedGrants").isEmpty()
                || processes.stream().anyMatch(process -> !process.isAlive());
    }

    private Path output(String what, int process) {
        return OUTPUT.resolve(what + "-" + process + ".log");
    }

    private int spent() {
        return server.events().path("spentRefreshTokens").asInt();
    }

    private static String url() throws SQLException {
        try (java.sql.Connection connection = PostgresServer.newDatabase().getConnection()) {
            return connection.getMetaData().getURL();
        }
    }
}
