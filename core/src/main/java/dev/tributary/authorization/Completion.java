package dev.tributary.authorization;

import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.TokenPair;
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
     * The user declined, or Confluence did.
     *
     * @param intent what the application wanted
     * @param failure why there is no grant
     */
    record Declined(AuthorizationIntent intent, AuthorizationFailed failure) implements Completion {}
}
