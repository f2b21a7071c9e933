package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * Which connections to list, ordered by id. Every query is within one application.
 *
 * @param app the application
 * @param user only this user's, compared octet by octet; absent for all
 * @param site only at this site; absent for all
 * @param status only with this status; absent for all
 * @param after only those behind this id: the last one of the page before; absent for the first page
 * @param limit the most to return, 1 to 1000
 */
public record ConnectionQuery(
        String app,
        @Nullable String user,
        @Nullable String site,
        @Nullable Status status,
        @Nullable ConnectionId after,
        int limit) {

    private static final int MOST = 1000;

    /** Checks the limit. */
    public ConnectionQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("The limit must be between 1 and " + MOST + ".");
        }
    }

    /** Says whether a connection passes every filter and lies behind {@link #after}; for stores that look at each one. */
    boolean matches(Connection connection) {
        return connection.owner().app().equals(app)
                && (user == null || connection.owner().user().equals(user))
                && (site == null || connection.site().equals(site))
                && (status == null || connection.state().status() == status)
                && (after == null || connection.id().value().compareTo(after.value()) > 0);
    }
}
