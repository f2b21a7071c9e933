package dev.tributary.authorization;

/**
 * The authorization code flow (RFC 6749 section 4.1) with PKCE S256 always (RFC 7636), bound to the browser and to the
 * application's user (RFC 9700 section 2.1).
 *
 * <p>Both methods block for the store and the network, and are thread-safe.
 */
public interface Authorizations {

    /**
     * Begins a flow and remembers it for ten minutes; a browser may have up to 16 under way, as in several tabs.
     *
     * <p>Throws {@link dev.tributary.model.Misconfigured} for an unknown site, {@link IllegalArgumentException} for
     * scopes beyond the site's, {@link dev.tributary.model.RateLimited} when the browser has too many flows
     * under way, and {@link dev.tributary.model.Unavailable} when the store is away.
     */
    AuthorizationRequest begin(AuthorizationIntent intent);

    /**
     * Judges a callback, spends the flow, exchanges the code at once, and asks whom the token belongs to.
     *
     * <p>Throws {@link dev.tributary.model.AuthorizationFailed} when the callback belongs to no flow of this browser and
     * site, so that nobody is to be redirected anywhere, and {@link dev.tributary.model.Unavailable} when the store is away.
     */
    Completion complete(Callback callback);
}
