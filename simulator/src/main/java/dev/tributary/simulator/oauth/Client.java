package dev.tributary.simulator.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.environment.Scope;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

/**
 * What was registered for one application: an incoming application link in Data Center, an app of the developer console in Cloud.
 *
 * @param id the client id
 * @param secret the client secret
 * @param redirectUris the redirect URIs, each compared as a whole
 * @param ceiling the greatest scope the application may ask for in Data Center
 * @param enabled the scopes the application may ask for in Cloud; empty for all there are
 * @param secondSecret a second secret that is as good while the first is being replaced; empty for none
 */
public record Client(
        String id, String secret, List<String> redirectUris, Scope ceiling, Set<String> enabled, String secondSecret) {

    /** Checks that nothing is empty. */
    public Client {
        redirectUris = List.copyOf(redirectUris);
        enabled = Set.copyOf(enabled);
        if (id.isBlank() || secret.isBlank() || redirectUris.isEmpty()) {
            throw new IllegalArgumentException("A client needs an id, a secret and a redirect URI: \"" + id + "\"");
        }
    }

    /** Returns a client that may ask for {@link Scope#WRITE} at most, in Cloud for every scope. */
    public static Client of(String id, String secret, String... redirectUris) {
        return new Client(id, secret, List.of(redirectUris), Scope.WRITE, Set.of(), "");
    }

    /** Returns a copy that may ask for that scope at most. */
    public Client limitedTo(Scope greatest) {
        return new Client(id, secret, redirectUris, greatest, enabled, secondSecret);
    }

    /** Returns a copy that may ask for these scopes alone in Cloud, {@code offline_access} among them if it is to renew. */
    public Client enabling(String... scopes) {
        return new Client(id, secret, redirectUris, ceiling, Set.of(scopes), secondSecret);
    }

    /** Returns a copy that takes another secret as well. */
    public Client alsoTaking(String another) {
        return new Client(id, secret, redirectUris, ceiling, enabled, another);
    }

    /** Tells whether this is its secret, or its second one. */
    public boolean hasSecret(String presented) {
        return isSame(secret, presented) || (!secondSecret.isEmpty() && isSame(secondSecret, presented));
    }

    private static boolean isSame(String secret, String presented) {
        return MessageDigest.isEqual(secret.getBytes(UTF_8), presented.getBytes(UTF_8));
    }

    /** Says everything but the secret. */
    @Override
    public String toString() {
        return "Client[" + id + ", " + redirectUris + ", " + ceiling + "]";
    }
}
