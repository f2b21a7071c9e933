package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.store.MemoryStore;
import dev.tributary.token.AccessToken;
import dev.tributary.token.RenewalEngine.Settings;
import dev.tributary.token.RenewalTiming;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renewing at a server that takes each refresh token once, and forgives nothing. */
class RenewingTest {

    private static final Duration ANY = Duration.ZERO;
    private static final String TOKEN = "/rest/oauth2/latest/token";

    /** So short that nobody has to wait for what in earnest takes a minute. */
    private static final Settings BRISK = new Settings(
            new RenewalTiming(
                    Duration.ofMillis(600),
                    Duration.ofMillis(300),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(400),
                    Duration.ofMillis(300),
                    Duration.ofMillis(300)),
            1000,
            4,
            null);

    @StartConfluence
    ConfluenceSimulator confluence;

    private MemoryStore store;

    @BeforeEach
    void openStore() {
        store = new MemoryStore(confluence.clock());
    }

    @Test
    void five_hundred_callers_with_an_expired_token_are_served_by_one_request() throws Exception {
        try (Desk desk = new Desk(confluence, store, Settings.DEFAULT)) {
            Connection connection = desk.connect("alice");
            confluence.clock().advance(Duration.ofHours(2));
            confluence.faults().add(Fault.delay(Duration.ofMillis(200)).on("POST", TOKEN));

            assertThat(together(500, List.of(() -> desk.tributary.accessToken(connection, ANY))))
                    .hasSize(500)
                    .containsOnly(desk.tributary.accessToken(connection, ANY));
            assertThat(desk.tokenRequests()).hasSize(2);
        }
    }

    @Test
    void two_nodes_that_share_a_store_renew_once() throws Exception {
        try (Desk one = new Desk(confluence, store, BRISK);
                Desk other = new Desk(confluence, store, BRISK)) {
            Connection connection = one.connect("alice");
            for (int generation = 2; generation < 12; generation++) {
                confluence.clock().advance(Duration.ofHours(2));

                List<Secret> tokens = together(
                        40,
                        List.of(
                                () -> one.tributary.accessToken(connection, ANY),
                                () -> other.tributary.accessToken(connection, ANY)));

                assertThat(tokens).hasSize(80).containsOnly(tokens.get(0));
                assertThat(one.tokenRequests()).hasSize(generation);
            }
        }
    }

    @Test
    void a_caller_who_gives_up_ends_the_renewal_for_nobody_else() {
        try (Desk desk = new Desk(confluence, store, Settings.DEFAULT)) {
            Connection connection = desk.connect("alice");
            confluence.clock().advance(Duration.ofHours(2));
            confluence.faults().add(Fault.delay(Duration.ofMillis(300)).on("POST", TOKEN));

            CompletableFuture<AccessToken> impatient = desk.tributary.tokens().accessToken(connection.id(), ANY);
            CompletableFuture<AccessToken> patient = desk.tributary.tokens().accessToken(connection.id(), ANY);
            assertThat(impatient.cancel(true)).isTrue();

            assertThat(patient.join().connection().state().generation()).isEqualTo(2);
            assertThat(desk.tokenRequests()).hasSize(2);
        }
    }

    @Test
    void what_was_renewed_in_vain_is_not_renewed_again_for_a_while() {
        try (Desk one = new Desk(confluence, store, BRISK);
                Desk other = new Desk(confluence, store, BRISK)) {
            Connection connection = one.connect("alice");
            AccessToken first =
                    one.tributary.tokens().accessToken(connection.id(), ANY).join();
            AccessToken second = one.tributary.tokens().replacementFor(first).join();
            assertThat(second.value()).isNotEqualTo(first.value());
            one.tributary.tokens().rejectedToo(second);

            for (int call = 0; call < 20; call++) {
                one.tributary.tokens().rejectedToo(second);
                assertThat(one.tributary.tokens().replacementFor(second).join().value())
                        .isEqualTo(second.value());
            }
            assertThat(one.tokenRequests()).hasSize(2);

            AccessToken third = other.tributary.tokens().replacementFor(second).join();
            assertThat(one.tributary.tokens().replacementFor(second).join().value())
                    .isEqualTo(third.value());
            assertThat(one.tokenRequests()).hasSize(3);

            one.tributary.tokens().rejectedToo(third);
            confluence.clock().advance(Duration.ofSeconds(21));
            one.tributary.tokens().rejectedToo(third);
            assertThat(one.tributary.tokens().replacementFor(third).join().value())
                    .isNotEqualTo(third.value());
            assertThat(one.tokenRequests()).hasSize(4);
        }
    }

    @Test
    void calls_that_are_refused_whatever_the_token_cost_one_renewal_and_not_one_each() {
        try (Desk desk = new Desk(confluence, store, Settings.DEFAULT)) {
            Connection connection = desk.connect("alice");
            confluence
                    .faults()
                    .add(Fault.of(Action.STATUS)
                            .status(401)
                            .on("GET", "/rest/api/space")
                            .times(10));

            for (int call = 0; call < 5; call++) {
                assertThatExceptionOfType(TributaryException.class)
                        .isThrownBy(() ->
                                desk.tributary.confluence(connection).spaces().findFirst());
            }
            assertThat(desk.tokenRequests()).hasSize(2);
            assertThat(desk.tributary.confluence(connection).spaces().findFirst())
                    .isPresent();
        }
    }

    @Test
    void a_rejected_token_is_replaced_once_for_all_who_hold_it() throws Exception {
        try (Desk desk = new Desk(confluence, store, Settings.DEFAULT)) {
            Connection connection = desk.connect("alice");
            AccessToken rejected =
                    desk.tributary.tokens().accessToken(connection.id(), ANY).join();
            confluence.grants().revoke(Revocation.of("alice", Revocation.Kind.ACCESS));

            List<Secret> tokens = together(
                    100,
                    List.of(
                            () -> desk.tributary
                                    .tokens()
                                    .replacementFor(rejected)
                                    .join()
                                    .value(),
                            () -> desk.tributary
                                            .confluence(connection)
                                            .currentUser()
                                            .username()
                                            .isEmpty()
                                    ? rejected.value()
                                    : desk.tributary.accessToken(connection, ANY)));

            assertThat(tokens).hasSize(200).doesNotContain(rejected.value()).containsOnly(tokens.get(0));
            assertThat(desk.tokenRequests()).hasSize(2);
        }
    }

    @Test
    void an_answer_that_comes_after_the_time_out_is_kept() {
        try (Desk desk = new Desk(confluence, store, BRISK)) {
            Connection connection = desk.connect("alice");
            confluence.clock().advance(Duration.ofHours(2));
            confluence.faults().add(Fault.delay(Duration.ofSeconds(1)).on("POST", TOKEN));

            assertThatThrownBy(() -> desk.tributary.accessToken(connection, ANY))
                    .isInstanceOf(Unavailable.class);

            await().until(() -> state(desk).generation() == 2);
            assertThat(desk.tributary.confluence(connection).currentUser().username())
                    .isEqualTo("alice");
            assertThat(desk.tokenRequests()).hasSize(2);
        }
    }

    @Test
    void an_answer_that_is_lost_ends_the_grant_where_the_server_takes_a_token_once_and_the_connection_says_so() {
        try (Desk desk = new Desk(confluence, store, BRISK)) {
            Connection connection = desk.connect("alice");
            confluence.clock().advance(Duration.ofHours(2));
            confluence.faults().add(Fault.of(Action.DROP_AFTER).on("POST", TOKEN));
            assertThatThrownBy(() -> desk.tributary.accessToken(connection, ANY))
                    .isInstanceOf(Unavailable.class);
            assertThat(state(desk).status()).isEqualTo(Status.ACTIVE);

            await().atMost(Duration.ofSeconds(30)).until(() -> state(desk).status() == Status.RECONNECT_REQUIRED);

            assertThatThrownBy(() -> desk.tributary.accessToken(connection, ANY))
                    .isInstanceOf(GrantEnded.class)
                    .hasMessageContaining("Send the user to connect again");
            assertThat(store.find(connection.id()).orElseThrow().tokens())
                    .as("a mark deletes nothing")
                    .isNotNull();
        }
    }

    @Test
    void a_request_that_never_arrived_is_sent_again() {
        try (Desk desk = new Desk(confluence, store, BRISK)) {
            Connection connection = desk.connect("alice");
            confluence.clock().advance(Duration.ofHours(2));
            confluence.faults().add(Fault.of(Action.DROP_BEFORE).on("POST", TOKEN));
            assertThatThrownBy(() -> desk.tributary.accessToken(connection, ANY))
                    .isInstanceOf(Unavailable.class);

            await().atMost(Duration.ofSeconds(30)).until(() -> state(desk).generation() == 2);

            assertThat(desk.tributary.confluence(connection).currentUser().username())
                    .isEqualTo("alice");
        }
    }

    @Test
    void a_refused_client_harms_no_connection_and_names_the_setting() {
        Connection connection;
        try (Desk desk = new Desk(confluence, store, BRISK)) {
            connection = desk.connect("alice");
        }
        confluence.clock().advance(Duration.ofHours(2));
        try (Desk wrong = Desk.withSecret(confluence, store, BRISK, "a-secret-that-is-none")) {
            assertThatThrownBy(() -> wrong.tributary.accessToken(connection, ANY))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("sites.wiki.clientSecret");
            assertThat(state(wrong).status()).isEqualTo(Status.ACTIVE);
        }
        try (Desk desk = new Desk(confluence, store, BRISK)) {
            assertThat(desk.tributary.confluence(connection).currentUser().username())
                    .isEqualTo("alice");
        }
    }

    @Test
    void a_pair_that_arrives_while_the_store_is_away_serves_from_memory_and_is_saved_later() {
        ClosableStore closable = new ClosableStore(store);
        try (Desk desk = new Desk(confluence, closable.store(), BRISK)) {
            Connection connection = desk.connect("alice");
            confluence.clock().advance(Duration.ofHours(2));
            confluence.faults().add(Fault.delay(Duration.ofMillis(300)).on("POST", TOKEN));
            CompletableFuture<AccessToken> asked = desk.tributary.tokens().accessToken(connection.id(), ANY);
            await().until(() -> wasNoted(connection));
            closable.close();

            Secret unsaved = asked.join().value();

            assertThat(state(desk).generation()).as("not saved yet").isEqualTo(1);
            assertThat(desk.tributary.accessToken(connection, ANY)).isEqualTo(unsaved);
            closable.open();
            await().until(() -> state(desk).generation() == 2);
            assertThat(Objects.requireNonNull(
                                    store.find(connection.id()).orElseThrow().tokens())
                            .accessToken())
                    .isEqualTo(unsaved);
            assertThat(desk.tokenRequests()).hasSize(2);
        }
    }

    @Test
    void a_pair_that_arrives_after_its_user_disconnected_is_revoked() {
        try (Desk desk = new Desk(confluence, store, BRISK)) {
            Connection connection = desk.connect("alice");
            confluence.clock().advance(Duration.ofHours(2));
            confluence.faults().add(Fault.delay(Duration.ofMillis(400)).on("POST", TOKEN));
            confluence
                    .faults()
                    .add(Fault.of(Action.STATUS)
                            .status(503)
                            .on("POST", "/rest/oauth2/latest/revoke")
                            .times(2));
            CompletableFuture<AccessToken> asked = desk.tributary.tokens().accessToken(connection.id(), ANY);
            await().until(() -> wasNoted(connection));

            desk.tributary.disconnect(connection);

            assertThatThrownBy(asked::join).hasMessageContaining("disconnected");
            await().until(() -> desk.liveGrants() == 0);
            assertThat(store.find(connection.id()).orElseThrow().tokens()).isNull();
        }
    }

    @Test
    void what_is_in_use_is_renewed_before_anybody_asks_and_what_is_not_is_left_alone() {
        confluence.switches().set(Switch.ACCESS_TOKEN_LIFETIME, "PT2S");
        try (Desk desk = new Desk(confluence, store, BRISK)) {
            Connection used = desk.connect("alice");
            Connection unused = desk.connect("bob");
            desk.tributary.accessToken(unused, ANY);
            desk.tributary.accessToken(used, ANY);
            desk.tributary.accessToken(used, ANY);

            await().until(() -> state(desk).generation() == 2);

            assertThat(generation(unused)).isEqualTo(1);
            await().until(() -> hasEnded(used));
            assertThat(state(desk).generation())
                    .as("nobody has used the second token")
                    .isEqualTo(2);
        }
    }

    private boolean hasEnded(Connection connection) {
        return !Objects.requireNonNull(store.find(connection.id())
                        .orElseThrow()
                        .connection()
                        .dates()
                        .expiresAt())
                .isAfter(confluence.clock().instant());
    }

    private long generation(Connection connection) {
        return store.find(connection.id()).orElseThrow().connection().state().generation();
    }

    @Test
    void what_nobody_uses_is_renewed_before_its_grant_ends() {
        try (Desk desk = new Desk(confluence, store, BRISK)) {
            desk.connect("alice");
            confluence.clock().advance(Duration.ofDays(61));

            await().until(() -> state(desk).generation() == 2);

            confluence.clock().advance(Duration.ofDays(61));
            await().until(() -> state(desk).generation() == 3);
            assertThat(desk.liveGrants()).isEqualTo(1);
        }
    }

    private boolean wasNoted(Connection connection) {
        return store.find(connection.id()).orElseThrow().current() != null
                && Objects.requireNonNull(
                                store.find(connection.id()).orElseThrow().current())
                        .wasTried();
    }

    private static Connection.State state(Desk desk) {
        return desk.tributary.connection("alice", "wiki").orElseThrow().state();
    }

    /** Runs each of some works so many times, all at once. */
    private static <T> List<T> together(int times, List<Callable<T>> works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Callable<T>> all = IntStream.range(0, times)
                    .boxed()
                    .flatMap(i -> works.stream())
                    .toList();
            List<Future<T>> futures = threads.invokeAll(all);
            return futures.stream().map(RenewingTest::result).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
