package dev.tributary.token;

import dev.tributary.model.TokenPair;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token request came to. A refusal is part of the protocol and so a value, like everything else that can come back.
 */
public sealed interface TokenOutcome {

    /**
     * A pair was issued (RFC 6749 section 5.1).
     *
     * @param tokens the pair; its refresh token is absent where the answer had none
     * @param scopes what the answer says was granted; empty where it does not say
     */
    record Issued(TokenPair tokens, List<String> scopes) implements TokenOutcome {

        /** Keeps its own copy of the scopes. */
        public Issued {
            scopes = List.copyOf(scopes);
        }
    }

    /** The code or the refresh token is dead: {@code invalid_grant}, at any status (RFC 6749 section 5.2). */
    record Refused() implements TokenOutcome {}

    /**
     * The client registration is wrong; nothing was spent, and no user can mend it.
     *
     * @param setting which setting of the site, such as {@code clientSecret}
     * @param remedy what is wrong and what to do
     */
    record Misconfigured(String setting, String remedy) implements TokenOutcome {}

    /**
     * No answer that could be understood.
     *
     * @param what what happened
     * @param nothingSpent whether it is certain that the server spent nothing
     * @param retryAfter when to try again, if the server said so
     */
    record Unclear(
            String what, boolean nothingSpent, @Nullable Duration retryAfter) implements TokenOutcome {}
}
