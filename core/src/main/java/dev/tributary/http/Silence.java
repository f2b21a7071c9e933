package dev.tributary.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends what one waits for when nothing has moved for too long. Thread-safe. */
final class Silence {

    private final long longest;
    private volatile long since = System.nanoTime();

    Silence(Duration longest) {
        this.longest = longest.toNanos();
    }

    /** Says that something has moved. */
    void isBroken() {
        since = System.nanoTime();
    }

    /** Lets a future fail by {@link TimeoutException} once the silence has lasted too long. */
    void watch(CompletableFuture<?> waiting) {
        if (waiting.isDone()) {
            return;
        }
        long left = longest - (System.nanoTime() - since);
        if (left <= 0) {
            waiting.completeExceptionally(new TimeoutException());
            return;
        }
        CompletableFuture<Void> timer =
                new CompletableFuture<Void>().completeOnTimeout(null, left, TimeUnit.NANOSECONDS);
        CompletableFuture<Void> unusedRound = timer.thenRun(() -> watch(waiting));
        CompletableFuture<?> unusedEnd = waiting.whenComplete((done, failed) -> timer.cancel(false));
    }
}
