package dev.tributary.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong, as one sealed family. Each message says what happened, to which connection or site, and what to do;
 * none carries a token, and none relays text of the server.
 */
public abstract sealed class TributaryException extends RuntimeException
        permits AuthorizationFailed,
                CallRefused,
                GrantEnded,
                Misconfigured,
                NotConnected,
                RateLimited,
                ScopeMissing,
                ServedAsAnother,
                Unavailable {

    private static final long serialVersionUID = 1L;

    TributaryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns what happened, to which connection or site, and what to do. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
