package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.databases.PostgresServer;
import dev.tributary.evidence.FreePort;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.spring.Visitor;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances of an application on the bridge, which share a PostgreSQL. */
class BridgedFleetTest {

    private static final int CALLERS = 250;
    private static final Duration LIFE = Duration.ofSeconds(20);

    private final ConfluenceSimulator confluence = ConfluenceSimulator.of(Edition.DATA_CENTER)
            .accessTokenLifetime(LIFE)
            .start();
    private final int port = FreePort.next();
    private final HikariDataSource database = pooled(PostgresServer.newDatabase());
    private final BridgedSpring.Base base = BridgedSpring.Base.of(database);

    /** As every application has it: a crowd shares a few connections. */
    private static HikariDataSource pooled(DataSource database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(16);
        return new HikariDataSource(pool);
    }

    @AfterEach
    void stop() {
        confluence.close();
        database.close();
    }

    @Test
    void five_hundred_callers_at_two_instances_renew_once_and_no_token_is_in_the_database_as_it_is()
            throws SQLException {
        connectAndStop();
        Set<String> secrets = secrets();
        Instant end = confluence.clock().instant().plus(LIFE);
        Awaitility.await()
                .atMost(LIFE.plusSeconds(30))
                .until(() -> confluence.clock().instant().isAfter(end));

        try (BridgedSpring one = instance(Map.of());
                BridgedSpring other = instance(Map.of())) {
            Visitor ann = one.signedIn("ann");
            Visitor elsewhere = other.signedIn("ann");
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                asked.add(ann.later("/mine"));
                asked.add(elsewhere.later("/mine"));
            }

            assertThat(asked)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(confluence.requests().of("POST", "/rest/oauth2/latest/token"))
                    .as("the code, and one renewal")
                    .hasSize(2);
        }
        secrets.addAll(secrets());
        String everything = everything();
        assertThat(everything).contains("ann").contains("alice");
        assertThat(secrets).hasSize(4).noneMatch(everything::contains);
    }

    /** Nobody renews ahead of the end while no instance runs. */
    private void connectAndStop() {
        try (BridgedSpring first = instance(Map.of("server.port", port))) {
            Visitor ann = first.signedIn("ann");
            first.connect(ann, "alice");
            assertThat(ann.get("/mine").statusCode()).isEqualTo(200);
        }
    }

    /** All are one application, with one address for browsers: renewals name the redirect URI of the consent. */
    private BridgedSpring instance(Map<String, Object> more) {
        String address = "http://localhost:" + port;
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("tributary.public-url", address);
        BridgedSpring instance = BridgedSpring.against(confluence, base, properties, "WRITE");
        confluence
                .clients()
                .register(Client.of(BridgedSpring.NAME, BridgedSpring.SECRET, address + "/authorized/wiki"));
        return instance;
    }

    private Set<String> secrets() {
        return confluence.grants().all().stream()
                .flatMap(grant -> Stream.concat(grant.accessTokens().stream(), grant.refreshTokens().stream()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Every row of every table, as text. */
    private String everything() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.getConnection()) {
            for (String table : texts(
                    connection,
                    "SELECT table_name FROM information_schema.tables"
                            + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
                texts(connection, "SELECT CAST(t AS text) FROM " + table + " t")
                        .forEach(row -> all.append(row).append('\n'));
            }
        }
        return all.toString();
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
