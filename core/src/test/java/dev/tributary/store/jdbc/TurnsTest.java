package dev.tributary.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Change;
import dev.tributary.store.Keyset;
import dev.tributary.store.Rows;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Turns turns = new Turns();

    @Test
    void writers_write_in_the_order_in_which_they_came() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        List<Integer> order = new ArrayList<>();
        List<Thread> writers = new ArrayList<>();
        writers.add(started(() -> turns.take(() -> awaited(free))));
        for (int i = 0; i < 5; i++) {
            int number = i;
            writers.add(started(() -> turns.take(() -> order.add(number))));
        }

        free.countDown();
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void who_is_interrupted_while_waiting_writes_nothing_and_keeps_the_interruption() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        Thread holder = started(() -> turns.take(() -> awaited(free)));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> turns.take(() -> "written")).isInstanceOf(Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();

        free.countDown();
        holder.join();
        assertThat(turns.take(() -> "written")).isEqualTo("written");
    }

    @Test
    void of_the_writers_of_a_file_one_asks_the_database_and_the_others_wait_outside(@TempDir Path directory)
            throws Exception {
        Counted database = new Counted(SqliteFile.open(directory.resolve("tributary.db")));
        Store store = JdbcStore.open(database.source(), Keyset.ephemeral());
        StoredConnection alice = Rows.first("alice");
        store.insert(alice);
        ConnectionId id = alice.connection().id();
        database.most.set(0);

        CountDownLatch ready = new CountDownLatch(16);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            writers.add(new Thread(() -> {
                ready.countDown();
                awaited(ready);
                store.change(id, (row, now) -> Change.Outcome.write(row, true));
            }));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(database.most).hasValue(1);
    }

    /** Counts how many connections are open at once. */
    private static final class Counted {

        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final DataSource real;

        Counted(DataSource real) {
            this.real = real;
        }

        DataSource source() {
            return proxy(DataSource.class, (method, result) -> counted((Connection) result), real);
        }

        private Connection counted(Connection connection) {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            return proxy(
                    Connection.class,
                    (method, result) -> {
                        if (method.equals("close")) {
                            open.decrementAndGet();
                        }
                        return result;
                    },
                    connection);
        }

        private interface Seen {
            Object after(String method, Object result);
        }

        private static <T> T proxy(Class<T> type, Seen seen, T real) {
            return type.cast(Proxy.newProxyInstance(
                    TurnsTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        try {
                            return seen.after(method.getName(), method.invoke(real, arguments));
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        await().atMost(PATIENCE)
                .until(() ->
                        thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
