package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Tributary;
import dev.tributary.authorization.Connections;
import dev.tributary.databases.PostgresServer;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.TokenPair;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.spring.security.ClientTableImport.Source;
import dev.tributary.spring.security.ImportReport.Left;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

/** What plain Spring Security has kept in clear text becomes encrypted connections. */
class ClientTableImportTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String NAME = "oauth2_authorized_client";

    /** Its secrets are not searched for: Spring Security's table has them in clear text, and is left as it is. */
    private final ConfluenceSimulator confluence = ConfluenceSimulator.of(Edition.DATA_CENTER)
            .secretsFile(Path.of("target", "plain-spring-secrets.txt"))
            .start();

    private final DataSource database = PostgresServer.newDatabase();
    private SpringTable table;
    private RegistrationSites sites;
    private Tributary tributary;
    private Instant now;

    @BeforeEach
    void start() {
        table = new SpringTable(confluence, database);
        sites = RegistrationSites.of(
                List.of(SpringTable.registration("wiki", confluence.baseUrl())),
                new BridgeScope(Set.of(), Map.of(), URI.create("http://localhost:8080"), Set.of()));
        Store store = JdbcStore.open(database, Keyset.ephemeral(), confluence.clock());
        tributary = Tributary.builder()
                .sites(sites.all().values())
                .store(store)
                .clock(confluence.clock())
                .build();
        now = confluence.clock().instant();
    }

    @AfterEach
    void stop() {
        tributary.close();
        confluence.close();
    }

    @Test
    void rows_become_connections_that_are_renewed_and_nothing_is_spent_or_deleted() {
        table.save("wiki", "ann", table.consent("alice"), now, now.plus(HOUR));
        table.save("wiki", "ben", table.consent("bob"), now.minus(HOUR.multipliedBy(3)), now.minus(HOUR));
        int spent = tokenRequests();

        ImportReport report = importer(tributary.connections()).run();

        assertThat(report).isEqualTo(new ImportReport(2, 0, List.of()));
        assertThat(tokenRequests()).as("no refresh token was spent").isEqualTo(spent);
        assertThat(table.rows()).isEqualTo(2);
        Connection ann = tributary.connection("ann", "wiki").orElseThrow();
        assertThat(ann.account().username()).isEqualTo("alice");
        assertThat(ann.scopes()).containsExactly("WRITE");
        Connection ben = tributary.connection("ben", "wiki").orElseThrow();
        assertThat(ben.account().isConfirmed())
                .as("nobody is asked with a token that is over")
                .isFalse();
        assertThat(tributary.confluence(ben).currentUser().username()).isEqualTo("bob");
        assertThat(tokenRequests()).isEqualTo(spent + 1);
    }

    @Test
    void done_again_it_changes_nothing_and_a_newer_or_ended_connection_stays() {
        table.save("wiki", "ann", table.consent("alice"), now, now.plus(HOUR));
        table.save("wiki", "ben", table.consent("bob"), now, now.plus(HOUR));
        importer(tributary.connections()).run();
        Connection ann = tributary.connection("ann", "wiki").orElseThrow();
        Connection ben = tributary.connection("ben", "wiki").orElseThrow();
        tributary.disconnect(ben);

        assertThat(importer(tributary.connections()).run()).isEqualTo(new ImportReport(0, 2, List.of()));

        assertThat(tributary.connection("ann", "wiki")).contains(ann);
        assertThat(tributary.connections().find(ben.id()).orElseThrow().state().status())
                .isEqualTo(Status.DISCONNECTED);
    }

    @Test
    void rows_that_cannot_be_taken_are_told_by_registration_and_principal_and_never_with_a_token() {
        TokenPair pair = table.consent("alice");
        table.save("other", "ann", pair, now, now.plus(HOUR));
        table.save("wiki", " ann", pair, now, now.plus(HOUR));
        table.save("wiki", "ben", pairOf("z9-in-the-table"), now, now.plus(HOUR));
        table.save("wiki", "cem", alone(pair), now.minus(HOUR.multipliedBy(2)), now.minus(HOUR));

        ImportReport report = importer(tributary.connections()).run();

        assertThat(report.taken()).isZero();
        assertThat(report.left())
                .extracting(Left::registration, Left::principal)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("other", "ann"),
                        org.assertj.core.groups.Tuple.tuple("wiki", " ann"),
                        org.assertj.core.groups.Tuple.tuple("wiki", "ben"),
                        org.assertj.core.groups.Tuple.tuple("wiki", "cem"));
        assertThat(report.left())
                .extracting(Left::reason)
                .anyMatch(reason -> reason.contains("knows no such registration"))
                .anyMatch(reason -> reason.contains("must not begin or end with a space"))
                .anyMatch(reason -> reason.contains("are not accepted"));
        String said = report.toString();
        assertThat(List.of(pair.accessToken(), java.util.Objects.requireNonNull(pair.refreshToken())))
                .noneMatch(secret -> said.contains(secret.reveal()));
        assertThat(said).doesNotContain("z9-in-the-table");
    }

    @Test
    void what_was_stopped_goes_on_where_it_was() {
        TokenPair pair = table.consent("alice");
        for (int i = 100; i < 330; i++) {
            table.save("wiki", "user-" + i, pair, now, now.plus(HOUR));
        }
        List<String> taken = new ArrayList<>();

        assertThatThrownBy(() -> importer(failingAfter(5)).run())
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("Run it again");
        for (int i = 100; i < 330; i++) {
            tributary
                    .connection("user-" + i, "wiki")
                    .ifPresent(one -> taken.add(one.owner().user()));
        }
        assertThat(taken).hasSize(5);

        assertThat(importer(tributary.connections()).run()).isEqualTo(new ImportReport(225, 5, List.of()));
    }

    @Test
    void the_command_ends_with_a_code_that_says_how_it_went() throws Exception {
        AtomicInteger code = new AtomicInteger(-1);
        table.save("wiki", "ann", table.consent("alice"), now, now.plus(HOUR));

        new ImportRunner(importer(tributary.connections()), code::set).run(new DefaultApplicationArguments());
        assertThat(code).hasValue(0);

        table.save("wiki", "ben", pairOf("z9-in-the-table"), now, now.plus(HOUR));
        new ImportRunner(importer(tributary.connections()), code::set).run(new DefaultApplicationArguments());
        assertThat(code).hasValue(3);

        ClientTableImport nowhere = importer("no_such_table");
        new ImportRunner(nowhere, code::set).run(new DefaultApplicationArguments());
        assertThat(code).hasValue(4);
    }

    @Test
    void what_is_no_name_of_a_table_is_refused() {
        assertThatThrownBy(() -> importer("a; DROP TABLE b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tributary.bridge.import.table");
    }

    private ClientTableImport importer(Connections connections) {
        return new ClientTableImport(
                new Source(database, NAME, ZoneId.systemDefault()), sites, PrincipalUser.NAME, connections);
    }

    private ClientTableImport importer(String table) {
        return new ClientTableImport(
                new Source(database, table, ZoneId.systemDefault()),
                sites,
                PrincipalUser.NAME,
                tributary.connections());
    }

    /** The connections, of which no more can be made after so many. */
    private Connections failingAfter(int connects) {
        AtomicInteger left = new AtomicInteger(connects);
        return (Connections) Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {Connections.class}, (self, method, arguments) -> {
                    if (method.getName().equals("connect") && left.getAndDecrement() <= 0) {
                        throw new Unavailable("The store is away.", Duration.ofSeconds(1), null);
                    }
                    try {
                        return method.invoke(tributary.connections(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private int tokenRequests() {
        return confluence.requests().of("POST", "/rest/oauth2/latest/token").size();
    }

    private static TokenPair pairOf(String text) {
        dev.tributary.model.Secret secret = dev.tributary.model.Secret.of(text);
        return new TokenPair(secret, secret, null, null, null);
    }

    private static TokenPair alone(TokenPair pair) {
        return new TokenPair(pair.accessToken(), null, null, null, null);
    }
}
