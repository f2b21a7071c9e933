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
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps an application from trying tokens and passwords until Confluence locks the user out: five failures in a minute, and it has
 * to wait. Thread-safe.
 */
final class TokenAttempts {

    private static final int MOST = 5;
    private static final Duration SPAN = Duration.ofMinutes(1);

    private static final Set<Reason> COUNTED =
            Set.of(Reason.TOKEN_REFUSED, Reason.API_TOKEN_REFUSED, Reason.PASSWORD_REFUSED, Reason.CAPTCHA_DUE);

    private final Clock clock;
    private final Map<String, Deque<Instant>> byApp = new HashMap<>();

    TokenAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Lets an application try. Throws {@link Refused} when it has failed too often, and for what is refused. */
    <T> T within(String app, Supplier<T> attempt) {
        Instant mine = begin(app);
        try {
            T result = attempt.get();
            forget(app, mine);
            return result;
        } catch (AuthorizationFailed e) {
            if (!COUNTED.contains(e.reason())) {
                forget(app, mine);
            }
            throw refused(e);
        } catch (RuntimeException e) {
            forget(app, mine);
            throw e;
        }
    }

    private static RuntimeException refused(AuthorizationFailed failure) {
        String detail = failure.getMessage();
        return switch (failure.reason()) {
            case TOKEN_REFUSED, API_TOKEN_REFUSED -> new Refused(422, "token-refused", "Token refused", detail);
            case TOKEN_TOO_NARROW -> new Refused(422, "token-too-narrow", "Token too narrow", detail);
            case PASSWORD_REFUSED -> new Refused(422, "password-refused", "Password refused", detail);
            case CAPTCHA_DUE -> new Refused(422, "captcha-due", "CAPTCHA due", detail);
            case NOT_OFFERED -> new Refused(422, "credential-not-offered", "Credential not offered", detail);
            case NOT_SERVED -> new Refused(502, "bad-gateway", "Bad gateway", detail);
            default -> failure;
        };
    }

    /** An attempt counts as failed until it is known to have been none, so that many at once do not help. */
    private synchronized Instant begin(String app) {
        Instant now = clock.instant();
        Deque<Instant> attempts = byApp.computeIfAbsent(app, name -> new ArrayDeque<>());
        attempts.removeIf(before -> before.plus(SPAN).isBefore(now));
        if (attempts.size() >= MOST) {
            throw new Refused(Problems.rateLimited("Too many tokens or passwords were refused.", SPAN));
        }
        attempts.add(now);
        return now;
    }

    private synchronized void forget(String app, Instant attempt) {
        byApp.getOrDefault(app, new ArrayDeque<>()).removeFirstOccurrence(attempt);
    }
}
