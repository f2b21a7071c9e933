package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.Connected;
import dev.tributary.model.ConnectionEvent.Disconnected;
import dev.tributary.model.ConnectionEvent.GrantEndInSight;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.Renewed;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Unavailable;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ToldStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final MemoryStore memory = new MemoryStore(Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<ConnectionEvent> told = Collections.synchronizedList(new ArrayList<>());
    private final ToldStore store = new ToldStore(memory, told::add);

    @Test
    void what_happens_to_a_row_is_told_with_the_row_as_it_is_then() {
        StoredConnection first = inserted();
        Connection connected = first.connection();
        StoredConnection renewed = write(Rows.renewed(connected, "second"));
        StoredConnection marked = write(Rows.marked(renewed));
        StoredConnection healed = write(Rows.renewed(marked.connection(), "late"));
        StoredConnection gone = write(Rows.disconnected(healed.connection()));

        assertThat(told)
                .containsExactly(
                        new Connected(connected, connected.dates().connectedAt()),
                        new Renewed(renewed.connection(), NOW, false),
                        new ReconnectRequired(marked.connection(), NOW, Reason.GRANT_ENDED),
                        new Renewed(healed.connection(), NOW, true),
                        new Disconnected(gone.connection(), NOW));
    }

    @Test
    void a_carrier_is_not_told_of_and_what_becomes_of_its_members_is() {
        StoredConnection alone = inserted();
        StoredConnection carrier = Rows.carrier(alone);
        assertThat(store.insert(carrier)).isTrue();
        write(Rows.member(alone, carrier));
        told.clear();
        StoredConnection renewed =
                carrier.with(Rows.renewed(carrier.connection(), "second").connection());
        write(renewed);
        write(renewed.with(renewed.connection().ended()));
        assertThat(told).isEmpty();

        StoredConnection following =
                write(store.find(alone.connection().id()).orElseThrow().reflecting(renewed));
        StoredConnection marked =
                write(following.reflecting(renewed.with(renewed.connection().ended())));
        assertThat(told)
                .containsExactly(
                        new Renewed(following.connection(), NOW, false),
                        new ReconnectRequired(marked.connection(), NOW, Reason.GRANT_ENDED));
        assertThat(marked.reflecting(carrier)).as("what comes late").isEqualTo(marked);
    }

    @Test
    void an_end_and_a_new_beginning_in_one_step_is_a_connect() {
        Connection before = inserted().connection();
        Connection.State state = before.state();
        Connection after =
                before.with(new Connection.State(state.status(), null, state.epoch() + 1, state.generation() + 1));

        write(new StoredConnection(after, Rows.pair("again")));

        assertThat(told).hasSize(2).last().isEqualTo(new Connected(after, NOW));
    }

    @Test
    void a_note_and_a_lease_are_nobody_elses_business() {
        write(Rows.busy(inserted()));

        assertThat(told).hasSize(1);
    }

    @Test
    void what_did_not_happen_is_not_told() {
        StoredConnection row = inserted();
        ConnectionId id = row.connection().id();

        assertThat(store.insert(row)).isFalse();
        store.change(id, (found, now) -> Change.Outcome.leave(true));
        assertThatThrownBy(() -> store.change(id, (found, now) -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(told).hasSize(1);
    }

    @Test
    void what_a_store_decided_and_could_not_keep_is_not_told() {
        Connection connection = inserted().connection();
        ToldStore away = new ToldStore(deciding(1, true), told::add);

        assertThatThrownBy(() -> away.change(connection.id(), renewal(connection)))
                .isInstanceOf(Unavailable.class);

        assertThat(told).hasSize(1);
    }

    @Test
    void what_a_store_had_to_decide_again_is_told_once() {
        Connection connection = inserted().connection();
        ToldStore undecided = new ToldStore(deciding(3, false), told::add);

        undecided.change(connection.id(), renewal(connection));

        assertThat(told).hasSize(2);
    }

    @Test
    void what_a_store_decided_first_and_otherwise_then_is_not_told() {
        Connection connection = inserted().connection();
        ToldStore undecided = new ToldStore(deciding(2, false), told::add);
        AtomicInteger times = new AtomicInteger();

        undecided.<Boolean>change(
                connection.id(),
                (row, now) -> times.incrementAndGet() == 1
                        ? Change.Outcome.write(Rows.renewed(connection, "second"), true)
                        : Change.Outcome.leave(false));

        assertThat(times).hasValue(2);
        assertThat(told).hasSize(1);
    }

    @Test
    void an_end_is_told_when_that_is_noted_and_once() {
        StoredConnection row = inserted();
        Instant end = NOW.plus(Duration.ofDays(3));
        StoredConnection noted = write(Rows.endingAt(row, end).withToldEnd(end));
        write(noted.withLease(new Lease("renewal", NOW)));

        assertThat(told).hasSize(2).last().isEqualTo(new GrantEndInSight(noted.connection(), NOW, end));
    }

    @Test
    void whoever_finds_what_another_has_changed_tells_nothing() {
        Connection connection = inserted().connection();
        List<ConnectionEvent> here = new ArrayList<>();
        ToldStore other = new ToldStore(memory, here::add);
        write(Rows.renewed(connection, "second"));

        assertThat(Rows.replace(both(other), connection, Rows.renewed(connection, "late")))
                .isFalse();

        assertThat(here).isEmpty();
    }

    @Test
    void events_of_one_connection_keep_its_order_whichever_threads_make_them() throws Exception {
        ConnectionId id = inserted().connection().id();

        Together.run(16, i -> {
            for (int times = 0; times < 50; times++) {
                store.change(id, (row, now) -> Change.Outcome.write(Rows.renewed(row.connection(), "of-" + i), true));
            }
            return true;
        });

        assertThat(told)
                .extracting(event -> event.connection().state().generation())
                .isEqualTo(LongStream.rangeClosed(1, 801).boxed().toList());
    }

    private StoredConnection inserted() {
        StoredConnection row = Rows.first("alice");
        assertThat(store.insert(row)).isTrue();
        return row;
    }

    private StoredConnection write(StoredConnection after) {
        return store.change(after.connection().id(), (row, now) -> Change.Outcome.write(after, after));
    }

    private static Change<Boolean> renewal(Connection connection) {
        return (row, now) -> Change.Outcome.write(Rows.renewed(connection, "second"), true);
    }

    /** A store that decides several times before it keeps what was decided, or does not. */
    private ConnectionStore deciding(int times, boolean goesAway) {
        return (ConnectionStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ConnectionStore.class}, (proxy, method, arguments) -> {
                    ConnectionId id = (ConnectionId) arguments[0];
                    Change<?> change = (Change<?>) arguments[1];
                    for (int i = 1; i < times || (goesAway && i == times); i++) {
                        change.apply(memory.find(id).orElseThrow(), NOW);
                    }
                    if (goesAway) {
                        throw new Unavailable("The store is away.", Duration.ofSeconds(1), null);
                    }
                    return memory.change(id, change);
                });
    }

    private static Store both(ToldStore told) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> method.invoke(told, arguments));
    }
}
