package dev.tributary;

import dev.tributary.model.Connection;
import java.util.List;

/**
 * A user who came back connected.
 *
 * @param connection the connection
 * @param returnTo the path of the application that the flow was begun with
 * @param missingScopes what was asked for and not granted, so that calls which need it will fail; usually nothing
 */
public record Returned(Connection connection, String returnTo, List<String> missingScopes) {

    /** Keeps its own copy of the scopes. */
    public Returned {
        missingScopes = List.copyOf(missingScopes);
    }
}
