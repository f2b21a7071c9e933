package dev.tributary.cli;

import dev.tributary.store.StoreKeys.Progress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps a re-encryption from doing more in a second than it should. */
final class Rate implements Consumer<Progress> {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final long start = System.nanoTime();

    /** Takes how many records a second; 0 for no limit. */
    Rate(int most) {
        this.most = most;
    }

    @Override
    public void accept(Progress progress) {
        if (most <= 0) {
            return;
        }
        long ahead = progress.changed() * SECOND / most - (System.nanoTime() - start);
        if (ahead > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(ahead);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("It was told to end. Run it again to go on.", e);
            }
        }
    }
}
