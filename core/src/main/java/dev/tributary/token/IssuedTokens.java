package dev.tributary.token;

import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as a server issued them, before anybody says when: a node's own clock decides nothing.
 *
 * @param accessToken the bearer token
 * @param refreshToken what renews it; absent where none came
 * @param life how long the access token lives
 * @param grantLife how long the refresh token lives unless it is used before
 */
public record IssuedTokens(Secret accessToken, @Nullable Secret refreshToken, Duration life, Duration grantLife) {

    /** The last tenth of a life, more or less, so that tokens of one moment are not renewed in one moment. */
    private static final double LEAST_MARGIN = 0.08;

    private static final double JITTER = 0.04;

    /**
     * Returns the pair, dated.
     *
     * @param sentAt when the request was sent that they answer: their lives may have begun then, but not before
     * @param chance where between its bounds the margin of renewal lies, 0 to 1
     */
    public TokenPair from(Instant sentAt, double chance) {
        Instant end = sentAt.plus(life);
        if (refreshToken == null) {
            return new TokenPair(accessToken, null, end, null, null);
        }
        return new TokenPair(accessToken, refreshToken, end, end.minus(margin(chance)), sentAt.plus(grantLife));
    }

    /** Returns the access token alone, dated as one that is renewed by asking again. A refresh token is of no use then. */
    public TokenPair askedAt(Instant sentAt, double chance) {
        Instant end = sentAt.plus(life);
        return new TokenPair(accessToken, null, end, end.minus(margin(chance)), null);
    }

    private Duration margin(double chance) {
        return Duration.ofMillis(Math.round(life.toMillis() * (LEAST_MARGIN + JITTER * chance)));
    }

    /** Returns the same tokens with the refresh token they were renewed with, where the answer carried none. */
    IssuedTokens keeping(Secret previous) {
        return refreshToken != null ? this : new IssuedTokens(accessToken, previous, life, grantLife);
    }
}
