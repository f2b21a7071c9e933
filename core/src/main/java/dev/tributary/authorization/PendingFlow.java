package dev.tributary.authorization;

import dev.tributary.deployment.Provenance;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * A flow that has begun and has not come back.
 *
 * @param wish what the application wanted
 * @param browserHash the hash of the secret that its browser keeps
 * @param verifier the PKCE code verifier (RFC 7636 section 4.1)
 * @param redirectUri where it was told to come back to; the exchange repeats it
 * @param provenance where it was begun; its code goes nowhere else
 * @param expiresAt when it must have come back
 */
record PendingFlow(
        Wish wish, String browserHash, Secret verifier, URI redirectUri, Provenance provenance, Instant expiresAt) {

    /**
     * An intent without its browser's secret, of which only the hash is kept.
     *
     * @param owner for whom
     * @param site the id of the site
     * @param scopes what was asked for
     * @param returnTo where the application wants its user back
     * @param note what the application wants back with it
     */
    record Wish(Owner owner, String site, List<String> scopes, String returnTo, String note) {}

    /** Returns the application's intent, made whole with the secret that the browser showed. */
    AuthorizationIntent intent(Secret browser) {
        return new AuthorizationIntent(wish.owner(), wish.site(), wish.scopes(), wish.returnTo(), wish.note(), browser);
    }
}
