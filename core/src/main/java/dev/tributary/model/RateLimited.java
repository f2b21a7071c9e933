package dev.tributary.model;

import java.time.Duration;

/** Confluence asks to slow down. */
public final class RateLimited extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** Names the site and says how long to wait, already clamped to a sensible span. */
    public RateLimited(String site, Duration retryAfter) {
        super(
                "Site '%s' limits the rate of requests. Try again in %d s."
                        .formatted(site, Math.max(1, retryAfter.toSeconds())),
                null);
        this.retryAfter = retryAfter;
    }

    /** Returns how long to wait before the next try; at least a second. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
