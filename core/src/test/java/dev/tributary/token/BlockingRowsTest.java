package dev.tributary.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Unavailable;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.StoredConnection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockingRowsTest {

    private static final Steps STEPS = new Steps(RenewalTiming.DEFAULT);

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void what_nobody_waits_for_any_more_is_not_done_later() throws InterruptedException {
        StoredConnection row = dev.tributary.store.Rows.first(new Owner(Owner.DEFAULT_APP, "alice"), "wiki");
        assertThat(store.insert(row)).isTrue();
        ConnectionId id = row.connection().id();
        BlockingRows rows = new BlockingRows(busyStore(), threads, Duration.ofMillis(50));

        CompletableFuture<Steps.Leased> leased = rows.change(id, STEPS.lease("a-renewal"));

        assertThatThrownBy(leased::join).hasCauseInstanceOf(Unavailable.class);
        busy.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(store.find(id).orElseThrow().lease()).isNull();
    }

    @Test
    void what_is_waited_for_is_done() {
        StoredConnection row = dev.tributary.store.Rows.first(new Owner(Owner.DEFAULT_APP, "alice"), "wiki");
        assertThat(store.insert(row)).isTrue();
        busy.countDown();

        new BlockingRows(busyStore(), threads, Duration.ofMinutes(1))
                .change(row.connection().id(), STEPS.lease("a-renewal"))
                .join();

        assertThat(store.find(row.connection().id()).orElseThrow().lease()).isNotNull();
    }

    private ConnectionStore busyStore() {
        return (ConnectionStore) Proxy.newProxyInstance(
                ConnectionStore.class.getClassLoader(),
                new Class<?>[] {ConnectionStore.class},
                (proxy, method, arguments) -> {
                    busy.await();
                    return method.invoke(store, arguments);
                });
    }
}
