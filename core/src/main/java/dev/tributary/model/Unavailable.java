package dev.tributary.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Confluence, the way to it, or the store does not answer as it should just now. Nothing is lost; try again later. */
public final class Unavailable extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** Says what is unavailable, and when it makes sense to try again. */
    public Unavailable(String what, Duration retryAfter, @Nullable Throwable cause) {
        super(what + " Try again in " + Math.max(1, retryAfter.toSeconds()) + " s.", cause);
        this.retryAfter = retryAfter;
    }

    /** Returns how long to wait before the next try. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
