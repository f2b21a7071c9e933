package dev.tributary.gateway.signin;

import java.time.Duration;
import java.time.Instant;

/**
 * Somebody at work: for 8 hours at most, and until half an hour has passed in which they did nothing.
 *
 * @param admin who
 * @param since since when
 * @param seen when they last did something, to the minute
 */
record Session(Admin admin, Instant since, Instant seen) {

    private static final Duration LONGEST = Duration.ofHours(8);
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration PRECISION = Duration.ofMinutes(1);

    static Session begin(Admin admin, Instant now) {
        return new Session(admin, now, now);
    }

    Instant end() {
        Instant idle = seen.plus(IDLE);
        Instant longest = since.plus(LONGEST);
        return idle.isBefore(longest) ? idle : longest;
    }

    boolean isOpen(Instant now) {
        return now.isBefore(end()) && !now.isBefore(since.minus(PRECISION));
    }

    /** Says whether what was last seen is so long ago that it is worth writing down anew. */
    boolean isStale(Instant now) {
        return now.isAfter(seen.plus(PRECISION));
    }

    Session seen(Instant now) {
        return new Session(admin, since, now);
    }
}
