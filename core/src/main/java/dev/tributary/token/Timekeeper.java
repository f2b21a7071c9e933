package dev.tributary.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Measures durations and wakes up after them. It does not know what time it is: the store does. */
interface Timekeeper {

    /** Returns nanoseconds since some instant; only differences mean something. */
    long nanoTime();

    /** Does something after a while. */
    void later(Duration pause, Runnable work);

    /** Completes after a while. */
    default CompletableFuture<Void> after(Duration pause) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        later(pause, () -> over.complete(null));
        return over;
    }

    /** Returns the one of this machine, or one that measures by a clock that tests move; it wakes up on these threads. */
    static Timekeeper of(@Nullable Clock clock, Executor threads) {
        Instant start = clock == null ? Instant.EPOCH : clock.instant();
        return new Timekeeper() {
            @Override
            public long nanoTime() {
                return clock == null
                        ? System.nanoTime()
                        : Duration.between(start, clock.instant()).toNanos();
            }

            @Override
            public void later(Duration pause, Runnable work) {
                long nanos = Math.max(0, pause.toNanos());
                CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, threads)
                        .execute(work);
            }
        };
    }
}
