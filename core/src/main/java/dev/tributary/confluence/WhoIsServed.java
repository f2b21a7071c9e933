package dev.tributary.confluence;

import dev.tributary.model.Account;
import dev.tributary.token.AccessToken;
import java.util.Optional;

/** Asks Confluence whom a token belongs to. */
@FunctionalInterface
public interface WhoIsServed {

    /**
     * Returns the account, or nothing when Confluence does not recognise the token's user. Blocks; throws {@link
     * dev.tributary.model.Unavailable} when there is no answer.
     */
    Optional<Account> ask(AccessToken token);
}
