package dev.tributary.gateway.budget;

import java.time.Duration;

/**
 * What is thought to be left of a limit of Confluence's: a token bucket that runs along with the real one, and is corrected by
 * what answers say. Where Confluence does not say how fast its bucket fills, one call a second tries, and twice as many with
 * each that is served. Times are in nanoseconds of one clock. Not thread-safe.
 */
final class Bucket {

    /** Below this share it is shared out. */
    static final double LOW = 0.25;

    /** From this share on it is not any more. */
    private static final double AMPLE = 0.5;

    /** This share is kept for interactive calls. */
    private static final double RESERVE = 0.1;

    private static final double TRIAL_RATE = 1;
    private static final double FAST_ENOUGH = 256;
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private double limit;
    private double tokens;
    private double perSecond = TRIAL_RATE;
    private boolean rateSaid;
    private long filledAt;
    private long closedUntil;
    private boolean closed;

    Bucket(long now) {
        filledAt = now;
    }

    /** Believes an answer. It never tells of calls that are still on their way, so it raises only what cannot be reckoned. */
    void told(Level level, long now) {
        fill(now);
        boolean reckoned = rateSaid && limit > 0;
        limit = level.limit();
        rateSaid = level.perSecond() > 0;
        if (rateSaid) {
            perSecond = level.perSecond();
        }
        tokens = reckoned ? Math.min(tokens, level.remaining()) : level.remaining();
    }

    /** Takes note of a call that was served. */
    void served() {
        if (!rateSaid) {
            perSecond = Math.min(perSecond * 2, FAST_ENOUGH);
        }
    }

    /** Believes a refusal: nothing passes for that long, then one call tries. */
    void close(Duration pause, long now) {
        fill(now);
        tokens = 0;
        long until = now + pause.toNanos();
        closedUntil = closed && closedUntil - until > 0 ? closedUntil : until;
        closed = true;
        if (!rateSaid) {
            perSecond = TRIAL_RATE;
        }
    }

    /** Takes one token if it is there, beyond the reserve where that is to be kept. */
    boolean take(boolean keepReserve, long now) {
        fill(now);
        boolean there = !closed && tokens >= 1 + reserve(keepReserve);
        tokens -= there ? 1 : 0;
        return there;
    }

    /** Returns how long until there is one, if nobody else takes it. */
    Duration wait(boolean keepReserve, long now) {
        fill(now);
        if (closed) {
            return Duration.ofNanos(closedUntil - now);
        }
        double lacking = 1 + reserve(keepReserve) - tokens;
        return lacking <= 0 ? Duration.ZERO : seconds(lacking / perSecond);
    }

    /** Returns how long until so many more calls have passed. */
    Duration waitFor(int calls, long now) {
        return wait(false, now).plus(seconds(calls / perSecond));
    }

    /** Says whether there is enough again for all. */
    boolean isAmple(long now) {
        fill(now);
        return !closed && (limit > 0 ? tokens >= limit * AMPLE : perSecond >= FAST_ENOUGH);
    }

    private double reserve(boolean kept) {
        return kept ? Math.ceil(limit * RESERVE) : 0;
    }

    private void fill(long now) {
        if (closed) {
            if (now - closedUntil < 0) {
                return;
            }
            closed = false;
            filledAt = closedUntil;
            tokens = 1;
        }
        tokens += Math.max(0, now - filledAt) / SECOND * perSecond;
        filledAt = now;
        tokens = Math.min(tokens, limit > 0 ? limit : Math.max(1, perSecond));
    }

    private static Duration seconds(double amount) {
        return Duration.ofNanos((long) (amount * SECOND));
    }
}
