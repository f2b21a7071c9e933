package dev.tributary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Counts what may happen often, and lets it be said once a minute. Thread-safe. */
final class Seldom {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private @Nullable Instant said;
    private long unsaid;

    Seldom(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more, and says how many there were since that was said last, unless it was so shortly before. */
    void count(LongConsumer saying) {
        long times = times();
        if (times > 0) {
            saying.accept(times);
        }
    }

    private synchronized long times() {
        unsaid++;
        Instant now = clock.instant();
        if (said != null && Duration.between(said, now).abs().compareTo(PAUSE) < 0) {
            return 0;
        }
        said = now;
        long times = unsaid;
        unsaid = 0;
        return times;
    }
}
