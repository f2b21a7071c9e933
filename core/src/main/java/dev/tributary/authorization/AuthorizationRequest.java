package dev.tributary.authorization;

import dev.tributary.model.Secret;
import java.net.URI;
import java.time.Instant;

/**
 * Where to send the browser.
 *
 * @param uri the authorization endpoint with all parameters; redirect the browser there with status 303
 * @param browser the secret to keep in this browser, in an HttpOnly cookie or the session, until the callback
 * @param expiresAt when the flow must have come back
 */
public record AuthorizationRequest(URI uri, Secret browser, Instant expiresAt) {

    /** Makes the secret of a browser that has none yet: 256 random bits, fit for a cookie. */
    public static Secret newBrowser() {
        return Randomness.secret();
    }

    /** Names the endpoint and leaves its parameters out: the state among them is a secret. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() + "]";
    }
}
