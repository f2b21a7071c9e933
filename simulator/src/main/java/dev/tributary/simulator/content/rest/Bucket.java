package dev.tributary.simulator.content.rest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One user's tokens. A call takes one; time brings them back. Thread-safe. */
public final class Bucket {
    private double tokens;
    private @Nullable Instant filledAt;

    /** How much a bucket holds, and what comes back each second. */
    public record Rate(int capacity, int perSecond) {}

    /**
     * What came of one call.
     *
     * @param pause whole seconds until the next call is allowed
     */
    public record Draw(boolean allowed, int remaining, long pause) {}

    /** Makes a bucket with so many tokens in it. */
    public Bucket(int tokens) {
        this.tokens = tokens;
    }

    /** Takes a token if there is one. */
    public synchronized Draw draw(Rate rate, Instant now) {
        fill(rate, now);
        boolean allowed = tokens >= 1;
        tokens -= allowed ? 1 : 0;
        long wait = rate.perSecond() == 0 ? Long.MAX_VALUE : (long) Math.ceil((1 - tokens) / rate.perSecond());
        return new Draw(allowed, (int) tokens, Math.max(1, wait));
    }

    private void fill(Rate rate, Instant now) {
        if (filledAt != null && now.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, now).toMillis() / 1000.0;
            tokens += seconds * rate.perSecond();
        }
        tokens = Math.min(tokens, rate.capacity());
        filledAt = now;
    }
}
