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

    /** Returns the pair, dated as one is that was obtained here. */
    TokenPair pair(Duration idleLife, double chance) {
        if (expiresAt == null && refreshToken == null) {
            return undated();
        }
        Duration life = expiresAt == null ? USUAL_LIFE : Duration.between(issuedAt, expiresAt);
        return new IssuedTokens(accessToken, refreshToken, life, idleLife).from(issuedAt, chance);
    }

    /** Returns the bare pair, which is not to be renewed. */
    TokenPair undated() {
        return new TokenPair(accessToken, refreshToken, null, null, null);
    }
}
