package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.Change;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.WriteToken;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** A store that is away in the middle of a renewal makes nobody wait for longer than it is away itself. */
class StoreAwayMeanwhileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @StartConfluence
    ConfluenceSimulator confluence;

    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void a_lease_and_a_note_are_taken_back_once_the_store_is_there_again() {
        MemoryStore store = new MemoryStore(confluence.clock());
        Store failing = failing(store, (before, after) -> left(after) < left(before));
        try (Desk desk = new Desk(confluence, failing)) {
            Connection connection = desk.connect("alice");
            confluence.clock().advance(Duration.ofMinutes(59));
            confluence.faults().add(Fault.of(Fault.Action.TOO_MANY_REQUESTS).on("POST", "/rest/oauth2/latest/token"));
            failures.set(4);

            assertThat(desk.tributary.accessToken(connection, Duration.ZERO)).isNotNull();

            await().atMost(PATIENCE).untilAsserted(() -> {
                StoredConnection row = store.find(connection.id()).orElseThrow();
                assertThat(failures).hasNonPositiveValue();
                assertThat(Objects.requireNonNull(row.current()).intents()).isEmpty();
                assertThat(row.lease()).isNull();
            });
        }
    }

    @Test
    void a_write_is_done_with_tokens_that_have_come_and_cannot_be_saved_yet() {
        MemoryStore store = new MemoryStore(confluence.clock());
        try (Desk desk =
                new Desk(confluence, failing(store, (before, after) -> generation(after) > generation(before)))) {
            Connection connection = desk.connect("alice");
            Secret old = desk.tributary.accessToken(connection, Duration.ZERO);
            confluence.clock().advance(Duration.ofMinutes(59));
            failures.set(Integer.MAX_VALUE);

            try (WriteToken token = desk.tributary
                    .tokens()
                    .forWriting(connection.id(), Duration.ZERO)
                    .orTimeout(1, TimeUnit.MINUTES)
                    .join()) {
                assertThat(token.token().value()).isNotEqualTo(old);
                assertThat(generation(store, connection))
                        .isEqualTo(connection.state().generation());
            }
            failures.set(0);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(generation(store, connection))
                            .isEqualTo(connection.state().generation() + 1));
        }
    }

    private static long generation(MemoryStore store, Connection connection) {
        return generation(store.find(connection.id()).orElseThrow());
    }

    /** A store that is away for such changes, for as often as that is wanted. */
    private Store failing(MemoryStore behind, BiPredicate<StoredConnection, StoredConnection> away) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> method.getName().equals("change")
                        ? call(behind, method, arguments[0], failing((Change<?>) arguments[1], away))
                        : call(behind, method, arguments));
    }

    private static Object call(MemoryStore behind, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private <T> Change<T> failing(Change<T> change, BiPredicate<StoredConnection, StoredConnection> away) {
        return (row, now) -> {
            Change.Outcome<T> outcome = change.apply(row, now);
            StoredConnection after = outcome.row();
            if (after != null && away.test(row, after) && failures.getAndDecrement() > 0) {
                throw new Unavailable("The store is away.", Duration.ofSeconds(1), null);
            }
            return outcome;
        };
    }

    private static long generation(StoredConnection row) {
        return row.connection().state().generation();
    }

    private static int left(StoredConnection row) {
        int notes = row.current() == null ? 0 : row.current().intents().size();
        return notes + (row.lease() == null ? 0 : 1);
    }
}
