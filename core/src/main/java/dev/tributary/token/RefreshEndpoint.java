package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import java.util.concurrent.CompletableFuture;

/** Where refresh tokens are spent (RFC 6749 section 6). */
@FunctionalInterface
interface RefreshEndpoint {

    /** Spends a refresh token. Never blocks; the future fails with nothing but programming errors. */
    CompletableFuture<TokenOutcome> renew(Site site, Secret refreshToken);
}
