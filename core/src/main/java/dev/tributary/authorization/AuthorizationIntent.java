package dev.tributary.authorization;

import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import java.util.List;

/**
 * What an application wants when it sends a user to Confluence.
 *
 * @param owner for whom
 * @param site the id of the site
 * @param scopes what to ask for; empty for what the site asks for by default
 * @param returnTo where the application wants its user back; kept and handed back, never followed by this library
 * @param note what the application wants back with it; may be empty
 * @param browser the secret that this browser keeps, in a cookie or a session, and shows again at the callback
 */
public record AuthorizationIntent(
        Owner owner, String site, List<String> scopes, String returnTo, String note, Secret browser) {

    /** Keeps its own copy of the scopes. */
    public AuthorizationIntent {
        scopes = List.copyOf(scopes);
    }
}
