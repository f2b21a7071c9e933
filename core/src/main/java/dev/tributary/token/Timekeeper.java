package dev.tributary.token;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Measures durations and wakes up after them. It does not know what time it is: the store does. */
interface Timekeeper extends AutoCloseable {

    /** Returns nanoseconds since some instant; only differences mean something. */
    long nanoTime();

    /** Returns now or a little later, at the price of reading a field: what is fresh then is fresh now. */
    default long soon() {
        return nanoTime();
    }

    /** Does something after a while. */
    void later(Duration pause, Runnable work);

    /** Does something after a while, and returns what calls it off: then nothing of it is kept until its time. */
    default Runnable unlessCalledOff(Duration pause, Runnable work) {
        later(pause, work);
        return () -> {};
    }

    /** Completes after a while. */
    default CompletableFuture<Void> after(Duration pause) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        later(pause, () -> over.complete(null));
        return over;
    }

    @Override
    default void close() {}
}
