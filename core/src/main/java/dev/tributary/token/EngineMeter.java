package dev.tributary.token;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.RateLimited;
import java.time.Duration;

/**
 * Is told how the engine works, to count and to measure; what happens to connections is told by events.
 *
 * <p>It is called on the threads that do the work, callers' among them, and at each token that is handed out. So it must return
 * at once, must not block and must not throw. By default nothing comes of what it is told.
 */
public interface EngineMeter {

    /** Measures nothing. */
    EngineMeter NONE = new EngineMeter() {};

    /** What was given for a token. */
    enum Given {
        /** A code of the flow. */
        AUTHORIZATION_CODE,
        /** A refresh token. */
        REFRESH_TOKEN,
        /** The registration's own secret. */
        CLIENT_CREDENTIALS
    }

    /** What came of a token request. */
    enum Came {
        /** A token. */
        ISSUED,
        /** A refusal: the code or the refresh token is dead. */
        REFUSED,
        /** Nothing, because there are too many requests. */
        RATE_LIMITED,
        /** Nothing, because a setting is wrong. */
        MISCONFIGURED,
        /** Nothing, for another reason. */
        FAILED;

        static Came of(TokenOutcome outcome) {
            if (outcome instanceof TokenOutcome.Failed failed) {
                return failed.failure() instanceof RateLimited
                        ? RATE_LIMITED
                        : failed.failure() instanceof Misconfigured ? MISCONFIGURED : FAILED;
            }
            return outcome instanceof TokenOutcome.Issued ? ISSUED : REFUSED;
        }
    }

    /**
     * A token request was answered, or given up.
     *
     * @param site the id of the site whose registration it was
     * @param given what was given
     * @param came what came of it
     * @param took how long that took
     */
    default void tokenRequest(String site, Given given, Came came, Duration took) {}

    /** A token was asked for; {@code fromMemory} says that neither the store nor Confluence had to be asked. */
    default void lookedUp(boolean fromMemory) {}

    /** A renewal has got the lease of its connection, or another one's result, after so long. */
    default void leased(String site, Duration waited) {}

    /** A write was held back, because its connection is just being renewed. */
    default void heldBack(String site) {}

    /** The store was searched for what is due; so many rows were found. */
    default void swept(int due) {}
}
