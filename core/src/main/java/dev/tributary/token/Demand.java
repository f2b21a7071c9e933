package dev.tributary.token;

import dev.tributary.model.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What a caller wants of a token.
 *
 * @param minValidity how long it should live at least
 * @param beyond the generation that was rejected, or 0: only a newer one helps
 * @param writing whether it is for a write, for which a token that may have been ended is not good enough
 */
record Demand(Duration minValidity, long beyond, boolean writing) {

    /** Nothing but what every token has to be. */
    static final Demand USUAL = new Demand(Duration.ZERO, 0, false);

    /** Says whether the pair in a row was rejected. */
    boolean isForAnotherThan(Seen seen) {
        return seen.generation() <= beyond;
    }

    /** Says whether the pair in a row has to be renewed for it. */
    boolean isDue(Seen seen) {
        TokenPair tokens = seen.current().tokens();
        if (isForAnotherThan(seen)) {
            return true;
        }
        Instant renewAt = tokens.renewAt();
        Instant end = tokens.expiresAt();
        return (renewAt != null && seen.hasPassed(renewAt))
                || (end != null && seen.until(end).compareTo(within(tokens, seen)) < 0);
    }

    /** A validity longer than half a life would renew at every call: no token is that fresh for long. */
    private Duration within(TokenPair tokens, Seen seen) {
        Duration half = Duration.between(seen.current().sentAt(), Objects.requireNonNull(tokens.expiresAt()))
                .dividedBy(2);
        return minValidity.compareTo(half) < 0 ? minValidity : half;
    }
}
