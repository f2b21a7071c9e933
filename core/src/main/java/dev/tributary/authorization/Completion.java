package dev.tributary.authorization;

import dev.tributary.model.Account;
import dev.tributary.model.TokenPair;
import dev.tributary.model.TributaryException;
import java.util.List;

/** How a flow that was known and came from its own browser ended. */
public sealed interface Completion {

    /** Returns what the application wanted when it began. */
    AuthorizationIntent intent();

    /**
     * The user consented. Nothing is stored yet: establish the connection, hold the grant for confirmation, or revoke it.
     *
     * @param intent what the application wanted
     * @param tokens the pair that was issued
     * @param scopes what was granted
     * @param account whom it belongs to
     */
    record Granted(AuthorizationIntent intent, TokenPair tokens, List<String> scopes, Account account)
            implements Completion {}

    /**
     * The user declined, or Confluence did, or Confluence could not be asked. The flow is spent.
     *
     * @param intent what the application wanted
     * @param failure why there is no grant: {@link dev.tributary.model.AuthorizationFailed}, {@link
     *     dev.tributary.model.Misconfigured} when the client or its secret is refused, {@link
     *     dev.tributary.model.Unavailable} or {@link dev.tributary.model.RateLimited} when Confluence does not answer
     */
    record Declined(AuthorizationIntent intent, TributaryException failure) implements Completion {}
}
