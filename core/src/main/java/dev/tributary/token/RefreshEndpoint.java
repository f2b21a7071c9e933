package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where tokens are renewed. */
interface RefreshEndpoint {

    /** Spends a refresh token (RFC 6749 section 6). Never blocks; the future fails with nothing but programming errors. */
    CompletableFuture<TokenOutcome> renew(Site site, Secret refreshToken);

    /**
     * Asks for a token of the registration's own (RFC 6749 section 4.4), which spends nothing. Never blocks; the future fails with
     * nothing but programming errors.
     *
     * @param scopes what it is asked for, where the server wants that said
     */
    CompletableFuture<TokenOutcome> ask(Site site, List<String> scopes);
}
