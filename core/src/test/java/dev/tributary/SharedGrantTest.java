package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.Connected;
import dev.tributary.model.ConnectionEvent.Disconnected;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.Renewed;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.oauth.Revocation.Kind;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Share;
import dev.tributary.store.StoredConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two sites of Confluence Cloud that an account has consented to: one grant, one token pair, one renewal. */
@Timeout(120)
class SharedGrantTest {

    private static final List<String> READING = List.of("read:me", "read:page:confluence", "read:space:confluence");
    private static final Duration LONG = Duration.ofMinutes(50);
    private static final Duration HOUR = Duration.ofMinutes(61);

    private final List<ConnectionEvent> told = Collections.synchronizedList(new ArrayList<>());
    private ConfluenceSimulator confluence;
    private MemoryStore store;
    private Tributary tributary;
    private int consents;

    @BeforeEach
    void start() {
        confluence = ConfluenceSimulator.cloud().start();
        store = new MemoryStore(confluence.clock());
        tributary = program();
    }

    @AfterEach
    void stop() {
        tributary.close();
        confluence.close();
    }

    private Tributary program() {
        return Tributary.builder()
                .site(site("rivers"))
                .site(site("lakes"))
                .store(store)
                .clock(confluence.clock())
                .listener(told::add)
                .build();
    }

    private Site site(String name) {
        URI only = URI.create(confluence.baseUrl() + "/site/" + name);
        return Site.cloud(name, new Cloud(CloudDesk.hosts(confluence), only, true), Desk.registration(READING));
    }

    @Test
    void two_connections_are_renewed_by_one_request() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = connect("alice", "lakes");
        String first = token(rivers);

        assertThat(token(lakes)).isEqualTo(first);
        for (int renewals = 1; renewals <= 3; renewals++) {
            confluence.clock().advance(HOUR);
            String renewed = token(rivers);

            assertThat(token(lakes)).isEqualTo(renewed).isNotEqualTo(first);
            assertThat(refreshes()).isEqualTo(renewals);
        }
        assertThat(pairs()).hasSize(1);
    }

    @Test
    void each_keeps_its_own_name_address_and_account() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = connect("alice", "lakes");

        assertThat(held(rivers).connection().id()).isEqualTo(rivers.id());
        assertThat(held(lakes).connection().origin()).isEqualTo(lakes.origin()).isNotEqualTo(rivers.origin());
        assertThat(tributary.confluence(lakes).spaces().findFirst()).isPresent();
        assertThat(current("lakes").dates().expiresAt())
                .isEqualTo(current("rivers").dates().expiresAt());
    }

    @Test
    void nobody_outside_sees_the_row_that_carries_the_pair() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = connect("alice", "lakes");
        StoredConnection carrier = pairs().get(0);

        assertThat(tributary.connections().list(new ConnectionQuery(Owner.DEFAULT_APP, null, null, null, null, 10)))
                .extracting(Connection::id)
                .containsExactlyInAnyOrder(rivers.id(), lakes.id());
        assertThat(tributary.connections().find(carrier.connection().id())).isEmpty();
        assertThat(tributary
                        .connections()
                        .find(carrier.connection().owner(), carrier.connection().site()))
                .isEmpty();
        assertThatExceptionOfType(NotConnected.class)
                .isThrownBy(() ->
                        tributary.connections().disconnect(carrier.connection().id()));
        assertThat(tributary.tokens().accessToken(carrier.connection().id(), Duration.ZERO))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withRootCauseInstanceOf(NotConnected.class);
        assertThat(tributary.tokens().forWriting(carrier.connection().id(), Duration.ZERO))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withRootCauseInstanceOf(NotConnected.class);
        assertThat(token(lakes)).isEqualTo(token(rivers));
    }

    @Test
    void disconnecting_one_keeps_the_other_alive_over_renewals() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = connect("alice", "lakes");
        token(rivers);

        assertThat(tributary.disconnect(rivers).revocation()).isEqualTo(Revocation.STILL_USED);

        assertThatExceptionOfType(NotConnected.class).isThrownBy(() -> token(rivers));
        assertThat(tributary.connection("alice", "rivers")).isEmpty();
        for (int renewals = 1; renewals <= 2; renewals++) {
            confluence.clock().advance(HOUR);
            token(lakes);
            assertThat(refreshes()).isEqualTo(renewals);
        }
        assertThatExceptionOfType(NotConnected.class).isThrownBy(() -> token(rivers));
    }

    @Test
    void disconnecting_the_last_one_erases_the_pair() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = connect("alice", "lakes");

        tributary.disconnect(lakes);
        assertThat(pairs()).hasSize(1);
        assertThat(tributary.disconnect(rivers).revocation()).isEqualTo(Revocation.NOT_SUPPORTED);

        assertThat(pairs()).isEmpty();
        assertThat(tributary.disconnect(rivers).revocation()).isEqualTo(Revocation.NOTHING_TO_REVOKE);
        Connection again = connect("alice", "rivers");
        assertThat(again.id()).isEqualTo(rivers.id());
        assertThat(token(again)).isNotEmpty();
        assertThat(token(connect("alice", "lakes"))).isEqualTo(token(again));
    }

    @Test
    void a_dead_grant_reaches_both_and_connecting_either_mends_both() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = connect("alice", "lakes");
        confluence.clock().advance(HOUR);
        end(Kind.REFRESH);

        assertThatExceptionOfType(GrantEnded.class)
                .isThrownBy(() -> token(rivers))
                .satisfies(ended -> assertThat(ended.connection().id()).isEqualTo(rivers.id()));
        assertThat(List.of(current("rivers"), current("lakes"))).allSatisfy(connection -> {
            assertThat(connection.state().status()).isEqualTo(Status.RECONNECT_REQUIRED);
            assertThat(connection.state().reason()).isEqualTo(Reason.GRANT_ENDED);
        });
        assertThatExceptionOfType(GrantEnded.class)
                .isThrownBy(() -> token(lakes))
                .satisfies(ended -> assertThat(ended.connection().id()).isEqualTo(lakes.id()));

        connect("alice", "lakes");
        assertThat(List.of(current("rivers"), current("lakes"))).allMatch(Connection::isActive);
        confluence.clock().advance(HOUR);
        assertThat(token(rivers)).isEqualTo(token(lakes));
        assertThat(List.of(current("rivers"), current("lakes"))).allMatch(Connection::isActive);
    }

    @Test
    void a_connection_whose_own_grant_died_is_mended_by_the_consent_to_another_site() {
        Connection rivers = connect("alice", "rivers");
        confluence.clock().advance(HOUR);
        end(Kind.GRANT);
        assertThatExceptionOfType(GrantEnded.class).isThrownBy(() -> token(rivers));
        // The account allows rivers again by choosing it for lakes' entry first, so that the new grant opens both.
        approved("alice", "lakes", "rivers");

        Connection lakes = connect("alice", "lakes");

        assertThat(token(rivers)).isEqualTo(token(lakes));
        assertThat(current("rivers").isActive()).isTrue();
    }

    @Test
    void a_grant_that_does_not_open_the_other_site_is_not_lent_to_it() {
        connect("alice", "rivers");
        confluence.clock().advance(HOUR);
        end(Kind.GRANT);

        Connection lakes = connect("alice", "lakes");

        assertThat(token(lakes)).isNotEmpty();
        assertThat(store.find(lakes.id()).orElseThrow().share()).isNull();
    }

    @Test
    void other_scopes_keep_a_pair_of_their_own() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = complete("alice", "lakes", List.of("read:me", "read:page:confluence"));

        assertThat(token(lakes)).isNotEqualTo(token(rivers));
        confluence.clock().advance(HOUR);
        token(rivers);
        token(lakes);
        assertThat(refreshes()).isEqualTo(2);
    }

    @Test
    void another_owner_keeps_a_pair_of_their_own() {
        Connection rivers = connect("alice", "rivers");
        AuthorizationRequest request = tributary.authorize("carol", "lakes").begin();
        Connection lakes = tributary.complete(approved("alice", "lakes", "lakes", request), "carol");

        assertThat(lakes.account()).isEqualTo(rivers.account());
        assertThat(token(lakes)).isNotEqualTo(token(rivers));
        assertThat(pairs()).hasSize(2);
    }

    @Test
    void a_member_that_connects_with_other_scopes_leaves_and_the_other_lives_on() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = connect("alice", "lakes");

        complete("alice", "lakes", List.of("read:me", "read:page:confluence"));

        assertThat(token(lakes)).isNotEqualTo(token(rivers));
        StoredConnection carrier = store.find(
                        Share.carrierOf(store.find(rivers.id()).orElseThrow()).orElseThrow())
                .orElseThrow();
        assertThat(Share.carriedBy(carrier).orElseThrow().parts())
                .extracting(Share.Part::id)
                .containsExactly(rivers.id());
        tributary.disconnect(rivers);
        assertThat(pairs()).hasSize(1);
        assertThat(token(lakes)).isNotEmpty();
    }

    @Test
    void each_connection_is_told_of_once() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = connect("alice", "lakes");
        token(rivers);
        confluence.clock().advance(HOUR);
        token(lakes);
        token(rivers);
        tributary.disconnect(rivers);
        confluence.clock().advance(HOUR);
        end(Kind.GRANT);
        assertThatExceptionOfType(GrantEnded.class).isThrownBy(() -> token(lakes));

        Awaitility.await().until(() -> told.stream().anyMatch(ReconnectRequired.class::isInstance));
        assertThat(told.stream().filter(event -> event.connection().id().equals(rivers.id())))
                .extracting(event -> (Object) event.getClass())
                .containsExactly(Connected.class, Renewed.class, Renewed.class, Disconnected.class);
        assertThat(told.stream().filter(event -> event.connection().id().equals(lakes.id())))
                .extracting(event -> (Object) event.getClass())
                .containsExactly(Connected.class, Renewed.class, ReconnectRequired.class);
        assertThat(told)
                .allMatch(event -> Stream.of(rivers, lakes)
                        .anyMatch(one -> one.id().equals(event.connection().id())));
    }

    @Test
    void another_program_finds_both_and_renews_them_once() {
        Connection rivers = connect("alice", "rivers");
        Connection lakes = connect("alice", "lakes");
        token(rivers);
        try (Tributary other = program()) {
            confluence.clock().advance(HOUR);
            String renewed = token(rivers);

            assertThat(other.accessToken(lakes, LONG).toString()).doesNotContain(renewed);
            assertThat(same(other.accessToken(lakes, LONG), renewed)).isTrue();
            assertThat(refreshes()).isEqualTo(1);
        }
    }

    private Connection connect(String user, String site) {
        return complete(user, site, READING);
    }

    private Connection complete(String user, String site, List<String> scopes) {
        AuthorizationRequest request = tributary
                .authorize(user, site)
                .scopes(scopes.toArray(String[]::new))
                .begin();
        consents++;
        return tributary.complete(approved(user, site, site, request), user);
    }

    private void approved(String user, String site, String chosen) {
        approved(user, site, chosen, tributary.authorize(user, site).begin());
    }

    private static Callback approved(String user, String site, String chosen, AuthorizationRequest request) {
        String cloudId = chosen.equals("rivers") ? CloudDesk.RIVERS : CloudDesk.LAKES;
        URI back = new SimulatedBrowser(user.equals("carol") ? "alice" : user, user.equals("carol") ? "alice" : user)
                .choosing(cloudId)
                .approve(request.uri(), Desk.REDIRECT);
        return Callback.of(site, back.getRawQuery(), request.browser());
    }

    /** With its refresh tokens, the account still allows what it did; with the grant, nothing. */
    private void end(Kind what) {
        confluence.grants().revoke(dev.tributary.simulator.oauth.Revocation.of("alice", what));
    }

    private Connection current(String site) {
        return tributary.connection("alice", site).orElseThrow();
    }

    private dev.tributary.token.AccessToken held(Connection connection) {
        return tributary.tokens().accessToken(connection.id(), LONG).join();
    }

    private String token(Connection connection) {
        return tributary.accessToken(connection, LONG).reveal();
    }

    private static boolean same(Secret token, String value) {
        return token.equals(Secret.of(value));
    }

    /** Connecting spends a code each time, and nothing else asks the token endpoint. */
    private int refreshes() {
        return confluence.requests().of("POST", "/oauth/token").size() - consents;
    }

    /** The rows that hold tokens. */
    private List<StoredConnection> pairs() {
        return store.connections(null, 100).stream()
                .filter(row -> row.tokens() != null)
                .toList();
    }
}
