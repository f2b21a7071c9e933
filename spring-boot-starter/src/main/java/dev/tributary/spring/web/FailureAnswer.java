package dev.tributary.spring.web;

import dev.tributary.model.CallRefused;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.NotConnected;
import dev.tributary.model.RateLimited;
import dev.tributary.model.ScopeMissing;
import dev.tributary.model.ServedAsAnother;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failure becomes over HTTP; the words are those of the gateway's problems.
 *
 * @param status the status
 * @param slug the end of the problem's type
 * @param title what it is called
 * @param detail what happened and what to do, for whoever called
 * @param retryAfter when to come again; absent where that does not help
 */
record FailureAnswer(
        int status,
        String slug,
        String title,
        String detail,
        @Nullable Duration retryAfter) {

    /** What Confluence refuses for a reason of the caller's; any other status of its is a fault between it and us. */
    private static final Set<Integer> OF_THE_CALLER = Set.of(400, 403, 404, 409, 413, 415);

    /** Takes the failure's message as the application's properties are named. */
    static FailureAnswer of(TributaryException failure, String detail) {
        if (failure instanceof NotConnected) {
            return new FailureAnswer(409, "not-connected", "Not connected", detail, null);
        } else if (failure instanceof GrantEnded) {
            return new FailureAnswer(409, "reconnect-required", "Reconnect required", detail, null);
        } else if (failure instanceof ScopeMissing) {
            return new FailureAnswer(403, "scope-missing", "Scope missing", detail, null);
        } else if (failure instanceof RateLimited limited) {
            return new FailureAnswer(429, "rate-limited", "Rate limited", detail, limited.retryAfter());
        } else if (failure instanceof Unavailable away) {
            return new FailureAnswer(503, "unavailable", "Unavailable", detail, away.retryAfter());
        } else if (failure instanceof Misconfigured) {
            return new FailureAnswer(
                    503, "misconfigured", "Site misconfigured", "An operator has to act; the log says how.", null);
        } else if (failure instanceof CallRefused refused && OF_THE_CALLER.contains(refused.status())) {
            return new FailureAnswer(refused.status(), "call-refused", "Refused by Confluence", detail, null);
        }
        return failure instanceof ServedAsAnother
                ? new FailureAnswer(502, "served-as-another", "Served as another", detail, null)
                : new FailureAnswer(502, "bad-gateway", "Bad gateway", detail, null);
    }
}
