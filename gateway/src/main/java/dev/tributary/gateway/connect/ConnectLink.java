package dev.tributary.gateway.connect;

import dev.tributary.model.Owner;
import java.util.List;

/**
 * What a link leads to.
 *
 * @param owner the application, and its user who is to be connected
 * @param site the id of the site
 * @param scopes what will be asked for
 * @param returnTo where the application wants its user back: one of its return URLs, to the letter
 * @param state what the application wants back with its user
 */
public record ConnectLink(Owner owner, String site, List<String> scopes, String returnTo, String state) {

    /** Keeps its own copy of the scopes. */
    public ConnectLink {
        scopes = List.copyOf(scopes);
    }
}
