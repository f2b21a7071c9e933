package dev.tributary.gateway.api;

import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps an application from trying personal access tokens until Confluence locks the user out: five failures in a minute, and
 * it has to wait. Thread-safe.
 */
final class TokenAttempts {

    private static final int MOST = 5;
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Deque<Instant>> byApp = new HashMap<>();

    TokenAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Lets an application try. Throws {@link Refused} when it has failed too often, and for a token that is refused. */
    <T> T within(String app, Supplier<T> attempt) {
        Instant mine = begin(app);
        try {
            T result = attempt.get();
            forget(app, mine);
            return result;
        } catch (AuthorizationFailed e) {
            if (e.reason() != Reason.TOKEN_REFUSED) {
                forget(app, mine);
                throw e;
            }
            throw new Refused(
                    422,
                    "token-refused",
                    "Token refused",
                    "Confluence does not accept this personal access token. Make a new one and enter that.");
        } catch (RuntimeException e) {
            forget(app, mine);
            throw e;
        }
    }

    /** An attempt counts as failed until it is known to have been none, so that many at once do not help. */
    private synchronized Instant begin(String app) {
        Instant now = clock.instant();
        Deque<Instant> attempts = byApp.computeIfAbsent(app, name -> new ArrayDeque<>());
        attempts.removeIf(before -> before.plus(SPAN).isBefore(now));
        if (attempts.size() >= MOST) {
            throw new Refused(Problems.rateLimited("Too many personal access tokens were refused.", SPAN));
        }
        attempts.add(now);
        return now;
    }

    private synchronized void forget(String app, Instant attempt) {
        byApp.getOrDefault(app, new ArrayDeque<>()).removeFirstOccurrence(attempt);
    }
}
