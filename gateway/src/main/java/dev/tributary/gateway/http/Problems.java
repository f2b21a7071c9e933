package dev.tributary.gateway.http;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.RateLimited;
import dev.tributary.model.Unavailable;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure that can happen anywhere means to the caller; the operator's part goes to the log. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** Describes a failure, be it one that nobody had thought of. */
    public static Problem of(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof Refused refused) {
            return refused.problem();
        }
        if (cause instanceof RateLimited limited) {
            return rateLimited("Confluence asks to slow down.", limited.retryAfter());
        }
        if (cause instanceof Unavailable unavailable) {
            return unavailable(String.valueOf(unavailable.getMessage()), unavailable.retryAfter());
        }
        if (cause instanceof Misconfigured wrong) {
            LOG.error("{}", wrong.getMessage());
            return new Problem(
                    503,
                    "misconfigured",
                    "Site misconfigured",
                    "An operator of the gateway has to act; its log says how.");
        }
        LOG.error("A request failed in a way that nobody had thought of.", cause);
        return new Problem(500, "internal-error", "Internal error", "The gateway failed; its log says how.");
    }

    /** Returns what made a future fail instead of its wrapping. */
    public static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Asks the caller to slow down. */
    public static Problem rateLimited(String detail, Duration retryAfter) {
        return later(429, "rate-limited", "Rate limited", detail, retryAfter);
    }

    /** Asks the caller to come again. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return later(503, "unavailable", "Unavailable", detail, retryAfter);
    }

    private static Problem later(int status, String slug, String title, String detail, Duration retryAfter) {
        return new Problem(status, slug, title, detail).with("retryAfter", Math.max(1, retryAfter.toSeconds()));
    }
}
