package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Owner;
import dev.tributary.model.ScopeMissing;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.store.Keyset;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.SqliteFile;
import dev.tributary.token.AccessToken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registration that connects as itself, at Data Center: no user, no refresh token, and nothing that could be spent. */
class ServiceAccountTest {

    private static final Duration LONG = Duration.ofMinutes(50);
    private static final Duration TO_RENEWAL = Duration.ofMinutes(59);
    private static final Duration PAST_THE_END = Duration.ofMinutes(61);
    private static final Duration REST = Duration.ofSeconds(30);

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private MemoryStore store;
    private Desk desk;

    @BeforeEach
    void open() {
        confluence.switches().set(Switch.CLIENT_CREDENTIALS, "on");
        store = new MemoryStore(confluence.clock());
        desk = new Desk(confluence, store);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void it_is_connected_without_anybody_and_ends_never() {
        Connection connection = connect();

        assertThat(connection.kind()).isEqualTo(Kind.SERVICE_ACCOUNT);
        assertThat(connection.account().username()).isEqualTo("service-tributary");
        assertThat(connection.scopes()).containsExactly("WRITE");
        assertThat(connection.dates().endsAt()).isNull();
        assertThat(connection.dates().grantEndsAt()).isNull();
        assertThat(desk.tributary.confluence(connection).currentUser().username())
                .isEqualTo("service-tributary");
        assertThat(desk.tributary.connection("robot", "wiki")).contains(connection);
        assertThat(desk.tokenRequests())
                .singleElement()
                .satisfies(
                        request -> assertThat(request.body()).contains("grant_type=client_credentials", "scope=WRITE"));
    }

    @Test
    void it_is_renewed_by_asking_once_however_many_want_it() {
        Connection connection = connect();
        confluence.clock().advance(TO_RENEWAL);

        List<CompletableFuture<AccessToken>> callers = IntStream.range(0, 20)
                .mapToObj(i -> desk.tributary.tokens().accessToken(connection.id(), LONG))
                .toList();

        assertThat(callers.stream().map(CompletableFuture::join).map(AccessToken::value))
                .containsOnly(token(connection));
        assertThat(desk.tokenRequests()).hasSize(2);
        assertThat(generation()).isEqualTo(2);
        assertThat(desk.tributary.endingBefore(confluence.clock().instant().plus(Duration.ofDays(3650))))
                .isEmpty();
    }

    @Test
    void a_lost_answer_costs_nothing_and_is_asked_for_again() {
        Connection connection = connect();
        confluence.clock().advance(PAST_THE_END);
        confluence.faults().add(Fault.of(Fault.Action.DROP_AFTER).on("POST", "/rest/oauth2/latest/token"));

        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> token(connection));
        assertThat(row().current())
                .satisfies(held -> assertThat(held.wasTried()).isFalse());
        assertThat(row().connection().isActive()).isTrue();

        confluence.clock().advance(REST);
        token(connection);
        assertThat(generation()).isEqualTo(2);
    }

    @Test
    void a_token_that_still_lives_serves_while_none_can_be_had() {
        Connection connection = connect();
        Secret before = token(connection);
        confluence.clock().advance(TO_RENEWAL);
        confluence
                .faults()
                .add(Fault.of(Fault.Action.STATUS)
                        .status(503)
                        .on("POST", "/rest/oauth2/latest/token")
                        .times(5));

        assertThat(token(connection)).isEqualTo(before);
    }

    @Test
    void a_token_that_was_ended_behind_its_back_is_replaced_within_the_call() {
        Connection connection = connect();
        confluence.grants().revoke(revocation());

        assertThat(desk.tributary.confluence(connection).currentUser().username())
                .isEqualTo("service-tributary");
        assertThat(desk.tokenRequests()).hasSize(2);
    }

    private static dev.tributary.simulator.oauth.Revocation revocation() {
        return dev.tributary.simulator.oauth.Revocation.of(
                "service-tributary", dev.tributary.simulator.oauth.Revocation.Kind.ACCESS);
    }

    @Test
    void a_wrong_secret_is_the_operators_concern_and_mends_without_a_new_connect() {
        Connection connection = connect();
        confluence.clock().advance(PAST_THE_END);
        confluence.clients().register(Client.of("tributary", "another-secret", Desk.REDIRECT));

        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> token(connection))
                .withMessageContaining("sites.wiki.clientSecret");
        assertThat(row().connection().isActive()).isTrue();

        confluence.clients().register(Client.of("tributary", "tributary-secret", Desk.REDIRECT));
        confluence.clock().advance(REST);
        token(connection);
    }

    @Test
    void a_registration_that_is_no_service_account_is_told_so_and_ends_nothing() {
        Connection connection = connect();
        confluence.switches().set(Switch.CLIENT_CREDENTIALS, "off");
        confluence.clock().advance(PAST_THE_END);

        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> token(connection))
                .withMessageContainingAll("sites.wiki.clientId", "service account");
        assertThat(row().connection().isActive()).isTrue();
        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> desk.tributary.connectServiceAccount("another", "wiki"))
                .withMessageContaining("service account");
        assertThat(desk.tributary.connection("another", "wiki")).isEmpty();
    }

    @Test
    void it_may_ask_for_less_than_the_site_and_never_for_more() {
        Connection reader = desk.tributary.connectServiceAccount("reader", "wiki", "READ");

        assertThat(reader.scopes()).containsExactly("READ");
        assertThatExceptionOfType(ScopeMissing.class)
                .isThrownBy(() -> desk.tributary
                        .confluence(reader)
                        .call(ConfluenceRequest.json("POST", "/rest/api/content", "{}")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.tributary.connectServiceAccount("admin", "wiki", "ADMIN"));
    }

    @Test
    void disconnecting_revokes_its_token() {
        Connection connection = connect();

        assertThat(desk.tributary.disconnect(connection).revocation()).isEqualTo(Revocation.REVOKED);
        assertThat(desk.liveGrants()).isZero();
        assertThatExceptionOfType(TributaryException.class).isThrownBy(() -> token(connection));
    }

    @Test
    void it_takes_no_users_place_unasked() {
        Connection alice = desk.connect("alice");

        assertThat(Told.by(() -> desk.tributary.connectServiceAccount("alice", "wiki"))
                        .getMessage())
                .contains("another Confluence account");
        assertThat(desk.tributary.connection("alice", "wiki")).contains(alice);
    }

    @Test
    void two_nodes_that_share_a_file_ask_once_and_both_have_it() {
        Keyset keyset = Keyset.ephemeral();
        Store shared = JdbcStore.open(SqliteFile.open(directory.resolve("t.db")), keyset);
        Store other = JdbcStore.open(SqliteFile.open(directory.resolve("t.db")), keyset);
        try (Desk one = new Desk(confluence, shared);
                Desk two = new Desk(confluence, other)) {
            Connection connection = one.tributary.connectServiceAccount("robot", "wiki");
            Secret first = one.tributary.accessToken(connection, Duration.ZERO);

            assertThat(two.tributary.accessToken(connection, Duration.ZERO)).isEqualTo(first);
            assertThat(desk.tokenRequests()).hasSize(1);

            confluence.grants().revoke(revocation());
            for (Desk node : List.of(one, two)) {
                assertThat(node.tributary.confluence(connection).currentUser().username())
                        .isEqualTo("service-tributary");
            }
            assertThat(desk.tokenRequests()).hasSize(2);
        }
    }

    private Connection connect() {
        return desk.tributary.connectServiceAccount("robot", "wiki");
    }

    private Secret token(Connection connection) {
        return desk.tributary.accessToken(connection, Duration.ZERO);
    }

    private StoredConnection row() {
        return store.find(new Owner(Owner.DEFAULT_APP, "robot"), "wiki").orElseThrow();
    }

    private long generation() {
        return row().connection().state().generation();
    }
}
