package dev.tributary.token;

import dev.tributary.model.TributaryException;
import java.util.List;

/** What became of a token request. A refusal that belongs to the protocol is a value here, not an exception. */
public sealed interface TokenOutcome {

    /**
     * A pair came.
     *
     * @param tokens the tokens, not dated yet
     * @param scopes what was granted; empty where the answer does not say
     */
    record Issued(IssuedTokens tokens, List<String> scopes) implements TokenOutcome {

        /** Keeps its own copy of the scopes. */
        public Issued {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * The code or the refresh token was refused: it is dead.
     *
     * @param error the code of RFC 6749 section 5.2
     */
    record Refused(String error) implements TokenOutcome {}

    /**
     * Nothing came of it for another reason.
     *
     * @param failure what happened, and what to do: {@link dev.tributary.model.Misconfigured}, {@link
     *     dev.tributary.model.Unavailable} or {@link dev.tributary.model.RateLimited}
     * @param nothingSpent whether it is certain that the code or the refresh token was not spent
     */
    record Failed(TributaryException failure, boolean nothingSpent) implements TokenOutcome {}
}
