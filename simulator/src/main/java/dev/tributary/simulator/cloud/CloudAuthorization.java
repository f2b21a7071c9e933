package dev.tributary.simulator.cloud;

import dev.tributary.simulator.oauth.Authorization;
import dev.tributary.simulator.oauth.Challenge;
import dev.tributary.simulator.oauth.Client;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed authorization request that waits for its user's consent.
 *
 * @param scopes what is asked for, in the order asked
 * @param state the client's value, or null
 * @param challenge the PKCE challenge, or null
 */
record CloudAuthorization(
        Client client,
        String redirectUri,
        Set<String> scopes,
        @Nullable String state,
        @Nullable Challenge challenge) {

    /** The redirect URI with that parameter and the state. */
    String answer(String name, String value) {
        return Authorization.answer(redirectUri, state, name, value);
    }

    /** Whether there is a site to choose. */
    boolean concernsSites() {
        return !scopes.stream().allMatch(ScopeCatalog::isOfAccount);
    }
}
