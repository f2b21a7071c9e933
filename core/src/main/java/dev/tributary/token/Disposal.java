package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.model.TokenPair;
import java.util.concurrent.CompletableFuture;

/** Ends a pair at its server as far as possible (RFC 7009). */
@FunctionalInterface
interface Disposal {

    /** Revokes it. Never blocks and never fails. */
    CompletableFuture<Revocation.Outcome> revoke(Site site, TokenPair pair);
}
