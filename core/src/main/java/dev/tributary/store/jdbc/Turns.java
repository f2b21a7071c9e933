package dev.tributary.store.jdbc;

import dev.tributary.model.Unavailable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets the writers of this process write one after the other, in the order in which they came. SQLite would let them try again
 * at intervals until one of them has luck: with a few at once some wait for seconds, while the file is idle between two tries.
 */
class Turns {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** For databases that do this themselves. */
    static final Turns NONE = new Turns() {
        @Override
        <T> T take(Supplier<T> work) {
            return work.get();
        }
    };

    private final Lock lock = new ReentrantLock(true);

    /** Does it when its turn comes. Throws {@link Unavailable} where that takes longer than 10 s, or is interrupted. */
    <T> T take(Supplier<T> work) {
        await();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void await() {
        try {
            if (!lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Unavailable("The store is busy: writes before this one took more than 10 s.", RETRY, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("This program is stopping.", RETRY, e);
        }
    }
}
