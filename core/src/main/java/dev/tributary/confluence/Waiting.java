package dev.tributary.confluence;

import dev.tributary.model.Unavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns a future into a blocking call. */
final class Waiting {

    /** Beyond every time-out underneath, so that it ends only what has lost its own. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Duration SOON = Duration.ofSeconds(1);

    private Waiting() {}

    /** Waits for what has a limit of its own, however long that takes. Throws as {@link #on}. */
    static <T> T patientlyOn(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits, and throws what made the future fail instead of its wrapping. */
    static <T> T on(CompletableFuture<T> future) {
        try {
            return future.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            throw new Unavailable("No answer came within " + LONGEST.toMinutes() + " minutes.", SOON, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }

    private static Unavailable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Unavailable("The waiting thread was interrupted.", SOON, e);
    }
}
