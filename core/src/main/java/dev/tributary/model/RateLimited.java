package dev.tributary.model;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Confluence asks to slow down. */
public final class RateLimited extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;
    private final @Nullable String reason;

    /** Names the site and says how long to wait, already clamped to a sensible span. */
    public RateLimited(String site, Duration retryAfter) {
        this(site, retryAfter, null);
    }

    /** As above, with which limit it was where the server says so. */
    public RateLimited(String site, Duration retryAfter, @Nullable String reason) {
        super(
                "Site '%s' limits the rate of requests%s. Try again in %d s."
                        .formatted(
                                site, reason == null ? "" : " (" + reason + ")", Math.max(1, retryAfter.toSeconds())),
                null);
        this.retryAfter = retryAfter;
        this.reason = reason;
    }

    /** Returns which limit it was, in the server's words; Confluence Cloud tells bursts from used-up quotas so. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Returns how long to wait before the next try; at least a second. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
