package dev.tributary.gateway.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a message is sent again: four times as long after each attempt, up to six hours, and a quarter more or less. */
final class Backoff {

    /** How long a message is sent again before it is given up. */
    static final Duration LONGEST = Duration.ofDays(3);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LAST = Duration.ofHours(6);
    private static final Duration MOST_ASKED = Duration.ofHours(1);
    private static final int STEPS = 7;

    private Backoff() {}

    /**
     * Returns the pause after an attempt.
     *
     * @param attempts how many were in vain before
     * @param asked how long the target asks for; absent where it does not
     * @param chance a number from 0 to 1
     */
    static Duration pause(int attempts, @Nullable Duration asked, double chance) {
        Duration step = FIRST.multipliedBy(1L << (2 * Math.min(attempts, STEPS)));
        Duration usual = step.compareTo(LAST) < 0 ? step : LAST;
        Duration pause = Duration.ofMillis((long) (usual.toMillis() * (0.75 + chance / 2)));
        Duration least = asked == null || asked.compareTo(MOST_ASKED) < 0 ? asked : MOST_ASKED;
        return least == null || pause.compareTo(least) > 0 ? pause : least;
    }
}
