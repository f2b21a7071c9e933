package dev.tributary.deployment;

import dev.tributary.model.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator of Confluence registered for this application (Administration, Application links, External
 * application, Incoming).
 *
 * @param clientId the client id shown there
 * @param clientSecret the client secret shown there
 * @param redirectUri the redirect URL entered there, compared exactly
 * @param scopes what to ask for where a flow names nothing; empty for the deployment's default
 * @param otherSecret a secret that may be valid as well, or instead, while the secret is being replaced; absent for none
 */
public record ClientRegistration(
        String clientId,
        Secret clientSecret,
        URI redirectUri,
        List<String> scopes,
        @Nullable Secret otherSecret) {

    /** Keeps its own copy of the scopes. */
    public ClientRegistration {
        scopes = List.copyOf(scopes);
    }

    /** Describes a registration with one secret, which is the usual case. */
    public ClientRegistration(String clientId, Secret clientSecret, URI redirectUri, List<String> scopes) {
        this(clientId, clientSecret, redirectUri, scopes, null);
    }

    /**
     * Describes the registration of a public client, which has no secret: for an {@link OAuthServer} whose clients show none.
     * What stands in its place is never sent.
     */
    public static ClientRegistration withoutSecret(String clientId, URI redirectUri, List<String> scopes) {
        return new ClientRegistration(clientId, Secret.of("none"), redirectUri, scopes);
    }

    /**
     * Returns the same registration with another secret that is tried where the server refuses the first, so that a secret can be
     * replaced while users are connected: add the new one here before it is made valid, or the old one once it is not preferred.
     * Whichever works goes first for ten minutes.
     */
    public ClientRegistration withOtherSecret(Secret other) {
        return new ClientRegistration(clientId, clientSecret, redirectUri, scopes, other);
    }
}
