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
        @Nullable Owner signedIn) {

    /** Not well-formed, so that a callback without a query is judged as any other that Confluence would not send. */
    private static final Secret NO_QUERY = Secret.of("&");

    /** Takes what arrived, before anybody says who is signed in; an absent or empty query is an invalid callback. */
    public static Callback of(String site, @Nullable String rawQuery, @Nullable Secret browser) {
        Secret query = rawQuery == null || rawQuery.isEmpty() ? NO_QUERY : Secret.of(rawQuery);
        return new Callback(site, query, browser, null);
    }

    /** Returns the same with the user who is signed in at the application, in the browser it came from, now. */
    public Callback signedIn(Owner user) {
        return new Callback(site, query, browser, user);
    }
}
