package dev.tributary.authorization;

import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.token.IssuedTokens;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token pair as another OAuth client kept it.
 *
 * @param accessToken the bearer token
 * @param refreshToken what renews it; absent where none came
 * @param issuedAt when it came, by the clock of whoever obtained it
 * @param expiresAt when the access token ends, by the same clock; absent where nobody said: an hour later then if it can be
 *     renewed, and never if it cannot
 */
public record ObtainedTokens(
        Secret accessToken,
        @Nullable Secret refreshToken,
        Instant issuedAt,
        @Nullable Instant expiresAt) {

    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    /** Says whether the access token is over, as far as anybody said. */
    public boolean isOver(Instant now) {
        Instant end = end();
        return end != null && !end.isAfter(now);
    }

    /** Returns when the access token ends; nothing where it does not. */
    @Nullable
    Instant end() {
        return expiresAt == null && refreshToken != null ? issuedAt.plus(USUAL_LIFE) : expiresAt;
    }

    /** Returns the pair, dated as one is that was obtained here. */
    TokenPair pair(Duration idleLife, double chance) {
        Instant end = end();
        if (end == null) {
            return undated();
        }
        Duration life = Duration.between(issuedAt, end);
        return new IssuedTokens(accessToken, refreshToken, life, idleLife).from(issuedAt, chance);
    }

    /** Returns the bare pair, which is not to be renewed. */
    TokenPair undated() {
        return new TokenPair(accessToken, refreshToken, null, null, null);
    }
}
