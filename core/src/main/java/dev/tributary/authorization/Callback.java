package dev.tributary.authorization;

import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What arrived at a redirect URI.
 *
 * @param site the id of the site whose redirect URI it is, from the path, never from a parameter
 * @param query the raw query string
 * @param browser the secret that the browser showed; absent if it showed none, which ends the flow
 * @param signedIn who is signed in at the application in this browser now; absent only where the application confirms later
 */
public record Callback(
        String site,
        Secret query,
        @Nullable Secret browser,
        @Nullable Owner signedIn) {}
