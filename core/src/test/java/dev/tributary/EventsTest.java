package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.Connected;
import dev.tributary.model.ConnectionEvent.Disconnected;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.RenewalFailed;
import dev.tributary.model.ConnectionEvent.Renewed;
import dev.tributary.model.ConnectionEvent.SiteMisconfigured;
import dev.tributary.model.ConnectionListener;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.store.MemoryStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listeners are told: each thing once, by the node that did it, and whatever they do harms nobody. */
@Timeout(120)
class EventsTest {

    private static final Duration ANY = Duration.ZERO;
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final String TOKEN = "/rest/oauth2/latest/token";

    @StartConfluence
    ConfluenceSimulator confluence;

    private final List<ConnectionEvent> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Tributary> open = new ArrayList<>();
    private MemoryStore store;

    @BeforeEach
    void keepInOneStore() {
        store = new MemoryStore(confluence.clock());
    }

    @AfterEach
    void close() {
        open.forEach(Tributary::close);
    }

    @Test
    void a_connection_s_life_is_told_in_its_order_by_the_clock_of_the_store() {
        Tributary tributary = node(told::add);
        Connection connection = connect(tributary, "alice");
        Instant connected = confluence.clock().instant();
        confluence.clock().advance(TWO_HOURS);
        tributary.accessToken(connection, ANY);
        tributary.disconnect(connection);
        tributary.disconnect(connection);
        connect(tributary, "alice");

        List<Class<?>> kinds =
                toldOf(4).stream().<Class<?>>map(Object::getClass).toList();
        assertThat(kinds).isEqualTo(List.of(Connected.class, Renewed.class, Disconnected.class, Connected.class));
        assertThat(told)
                .extracting(ConnectionEvent::connection)
                .extracting(Connection::id)
                .containsOnly(connection.id());
        assertThat(told.get(0).at()).isBetween(connected.minusSeconds(60), connected);
        assertThat(told.get(1).at())
                .isBetween(connected.plus(TWO_HOURS), connected.plus(TWO_HOURS).plusSeconds(60));
        assertThat(told.get(1).connection().state().generation()).isEqualTo(2);
        assertThat(told.get(3).connection().state().epoch()).isEqualTo(3);
    }

    @Test
    void a_renewal_is_told_once_by_the_node_that_did_it_however_many_ask() {
        List<ConnectionEvent> toldThere = Collections.synchronizedList(new ArrayList<>());
        Tributary here = node(told::add);
        Tributary there = node(toldThere::add);
        Connection connection = connect(here, "alice");
        assertThat(toldOf(1)).hasOnlyElementsOfType(Connected.class);
        confluence.clock().advance(TWO_HOURS);

        askOften(List.of(here, there), connection);

        await().until(() -> told.size() + toldThere.size() >= 2);
        closeAll();
        assertThat(Stream.of(told, toldThere).flatMap(List::stream).filter(Renewed.class::isInstance))
                .hasSize(1);
        assertThat(told.size() + toldThere.size()).isEqualTo(2);
    }

    @Test
    void a_renewal_that_fails_is_told_once_for_all_who_wait_and_so_is_that_it_succeeds_later() {
        Tributary tributary = node(told::add);
        Connection connection = connect(tributary, "alice");
        confluence.clock().advance(TWO_HOURS);
        confluence.faults().add(Fault.of(Action.DROP_BEFORE).on("POST", TOKEN));

        askOften(List.of(tributary), connection);

        assertThat(toldOf(2).get(1)).isInstanceOfSatisfying(RenewalFailed.class, failed -> {
            assertThat(failed.failure()).isInstanceOf(Unavailable.class).hasMessageContaining("'wiki'");
            assertThat(failed.connection().isActive()).isTrue();
        });
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            confluence.clock().advance(Duration.ofSeconds(2));
            return told.size() >= 3;
        });
        assertThat(told).hasSize(3).last().isInstanceOf(Renewed.class);
    }

    @Test
    void a_wrong_setting_is_told_once_in_an_hour_for_all_connections_of_its_site() {
        Tributary tributary = node(event -> {});
        List<Connection> connections =
                List.of(connect(tributary, "alice"), connect(tributary, "bob"), connect(tributary, "admin"));
        tributary.close();
        Tributary wrong = node("a-secret-that-is-none", told::add);

        for (int hours = 0; hours < 2; hours++) {
            confluence.clock().advance(TWO_HOURS);
            connections.forEach(connection ->
                    assertThatThrownBy(() -> wrong.accessToken(connection, ANY)).isInstanceOf(Misconfigured.class));
        }

        closeAll();
        assertThat(told)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(SiteMisconfigured.class, misconfigured -> {
                            assertThat(misconfigured.failure().key()).isEqualTo("sites.wiki.clientSecret");
                            assertThat(misconfigured.connection().site()).isEqualTo("wiki");
                        }));
    }

    @Test
    void a_user_who_has_to_connect_again_is_told_with_the_reason() {
        // The end of a token of one day is in sight at once, and would be told between.
        Tributary tributary =
                opened(builder("tributary-secret").listener(told::add).endInSight(Duration.ZERO));
        Connection revoked = connect(tributary, "alice");
        Connection suspended = connect(tributary, "bob");
        String made = confluence
                .personalTokens()
                .create(confluence.users().named("admin").orElseThrow(), "short", Duration.ofDays(1));
        Connection personal = tributary.connectWithPersonalAccessToken("admin", "wiki", Secret.of(made));
        assertThat(toldOf(3)).hasOnlyElementsOfType(Connected.class);

        confluence.grants().revoke(Revocation.of("alice", Revocation.Kind.GRANT));
        tributary.connections().suspend(suspended, Reason.SERVED_AS_ANOTHER);
        confluence.clock().advance(Duration.ofDays(2));
        assertThatThrownBy(() -> tributary.accessToken(revoked, ANY)).isInstanceOf(GrantEnded.class);
        assertThatThrownBy(() -> tributary.accessToken(personal, ANY)).isInstanceOf(GrantEnded.class);

        assertThat(toldOf(6).subList(3, 6))
                .allSatisfy(event -> assertThat(event).isInstanceOf(ReconnectRequired.class))
                .extracting(event -> event.connection().id(), event -> ((ReconnectRequired) event).reason())
                .containsExactlyInAnyOrder(
                        tuple(revoked.id(), Reason.GRANT_ENDED),
                        tuple(suspended.id(), Reason.SERVED_AS_ANOTHER),
                        tuple(personal.id(), Reason.TOKEN_REVOKED));
    }

    @Test
    void a_listener_that_blocks_or_fails_delays_nobody_and_the_others_are_told() {
        CountDownLatch never = new CountDownLatch(1);
        Tributary tributary = builder("tributary-secret")
                .listener(event -> awaited(never))
                .listener(event -> {
                    throw new IllegalStateException("on purpose");
                })
                .listener(told::add)
                .build();
        open.add(tributary);

        Connection connection = connect(tributary, "alice");
        confluence.clock().advance(TWO_HOURS);
        assertThat(tributary.confluence(connection).currentUser().username()).isEqualTo("alice");
        tributary.disconnect(connection);

        assertThat(toldOf(3)).last().isInstanceOf(Disconnected.class);
        closeAll();
        never.countDown();
    }

    @Test
    void a_listener_may_call_back() {
        List<Secret> tokens = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Tributary> itself = new CompletableFuture<>();
        Tributary tributary = node(event -> tokens.add(itself.join().accessToken(event.connection(), ANY)));
        itself.complete(tributary);

        Connection connection = connect(tributary, "alice");

        await().until(() -> tokens.size() == 1);
        assertThat(tributary.accessToken(connection, ANY)).isEqualTo(tokens.get(0));
    }

    @Test
    void no_event_shows_a_token() {
        Tributary tributary = node(told::add);
        Connection connection = connect(tributary, "alice");
        TokenPair pair =
                Objects.requireNonNull(store.find(connection.id()).orElseThrow().tokens());
        confluence.clock().advance(TWO_HOURS);
        confluence.faults().add(Fault.of(Action.STATUS).status(503).on("POST", TOKEN));
        assertThatThrownBy(() -> tributary.accessToken(connection, ANY)).isInstanceOf(TributaryException.class);
        tributary.disconnect(connection);

        assertThat(toldOf(3).toString())
                .contains("Connected[", "RenewalFailed[", "Disconnected[", "alice")
                .doesNotContain(
                        pair.accessToken().reveal(),
                        Objects.requireNonNull(pair.refreshToken()).reveal(),
                        "tributary-secret");
    }

    private Tributary node(ConnectionListener listener) {
        return node("tributary-secret", listener);
    }

    private Tributary node(String secret, ConnectionListener listener) {
        return opened(builder(secret).listener(listener));
    }

    private Tributary opened(TributaryBuilder builder) {
        Tributary tributary = builder.build();
        open.add(tributary);
        return tributary;
    }

    private TributaryBuilder builder(String secret) {
        return Tributary.builder()
                .site(Site.dataCenter(
                        "wiki",
                        confluence.baseUrl(),
                        new ClientRegistration("tributary", Secret.of(secret), URI.create(Desk.REDIRECT), List.of())))
                .store(store)
                .clock(confluence.clock())
                .renewal(Library.RENEWAL);
    }

    private static Connection connect(Tributary tributary, String user) {
        return tributary.complete(
                Desk.approved(user, tributary.authorize(user, "wiki").begin()), user);
    }

    /** Lets many callers of some nodes ask for a token at once, and waits until each has one or was told why not. */
    private static void askOften(List<Tributary> nodes, Connection connection) {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            nodes.forEach(node -> asked.add(node.tokens().accessToken(connection.id(), ANY)));
        }
        asked.forEach(future -> future.handle((token, failure) -> true).join());
    }

    private List<ConnectionEvent> toldOf(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> told.size() >= count);
        assertThat(told).hasSize(count);
        return told;
    }

    /** After that, nothing more is told. */
    private void closeAll() {
        close();
        open.clear();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
