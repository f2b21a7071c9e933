package dev.tributary.simulator.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.environment.Scope;
import java.security.MessageDigest;
import java.util.List;

/**
 * An incoming application link: what an administrator registered for one application.
 *
 * @param id the client id
 * @param secret the client secret
 * @param redirectUris the redirect URIs, each compared as a whole
 * @param ceiling the greatest scope the application may ask for
 */
public record Client(String id, String secret, List<String> redirectUris, Scope ceiling) {

    /** Checks that nothing is empty. */
    public Client {
        redirectUris = List.copyOf(redirectUris);
        if (id.isBlank() || secret.isBlank() || redirectUris.isEmpty()) {
            throw new IllegalArgumentException("A client needs an id, a secret and a redirect URI: \"" + id + "\"");
        }
    }

    /** Returns a client that may ask for {@link Scope#WRITE} at most. */
    public static Client of(String id, String secret, String... redirectUris) {
        return new Client(id, secret, List.of(redirectUris), Scope.WRITE);
    }

    /** Returns a copy that may ask for that scope at most. */
    public Client limitedTo(Scope greatest) {
        return new Client(id, secret, redirectUris, greatest);
    }

    boolean hasSecret(String presented) {
        return MessageDigest.isEqual(secret.getBytes(UTF_8), presented.getBytes(UTF_8));
    }

    /** Says everything but the secret. */
    @Override
    public String toString() {
        return "Client[" + id + ", " + redirectUris + ", " + ceiling + "]";
    }
}
