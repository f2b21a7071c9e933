package dev.tributary.deployment;

import dev.tributary.model.Secret;
import java.net.URI;
import java.util.List;

/**
 * What an administrator of Confluence registered for this application (Administration, Application links, External
 * application, Incoming).
 *
 * @param clientId the client id shown there
 * @param clientSecret the client secret shown there
 * @param redirectUri the redirect URL entered there, compared exactly
 * @param scopes what to ask for where a flow names nothing; empty for the deployment's default
 */
public record ClientRegistration(String clientId, Secret clientSecret, URI redirectUri, List<String> scopes) {

    /** Keeps its own copy of the scopes. */
    public ClientRegistration {
        scopes = List.copyOf(scopes);
    }
}
