package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import java.time.Instant;
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
 * @param endsBefore only those whose user has to connect again before this instant, or at once; absent for all. Among them
 *     are grants that reach their age, tokens that nothing renews, grants that nothing has renewed for three quarters of
 *     their idle life, and those with {@link Status#RECONNECT_REQUIRED}
 */
public record ConnectionQuery(
        String app,
        @Nullable String user,
        @Nullable String site,
        @Nullable Status status,
        @Nullable ConnectionId after,
        int limit,
        @Nullable Instant endsBefore) {

    private static final int MOST = 1000;

    /** What stores can write down, and behind those who have to connect at once. */
    private static final Instant EARLIEST = Instant.EPOCH.plusMillis(1);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Checks the limit, and takes an end that is out of all reason for the nearest one within. */
    public ConnectionQuery {
        endsBefore = endsBefore == null ? null : within(endsBefore);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("The limit must be between 1 and " + MOST + ".");
        }
    }

    private static Instant within(Instant end) {
        return end.isBefore(EARLIEST) ? EARLIEST : end.isAfter(LATEST) ? LATEST : end;
    }

    /** Asks for connections whatever their end. */
    public ConnectionQuery(
            String app,
            @Nullable String user,
            @Nullable String site,
            @Nullable Status status,
            @Nullable ConnectionId after,
            int limit) {
        this(app, user, site, status, after, limit, null);
    }

    /** Returns the same query for those only whose user has to connect again before an instant, or at once. */
    public ConnectionQuery endingBefore(Instant end) {
        return new ConnectionQuery(app, user, site, status, after, limit, end);
    }

    /** Returns the same query for the page behind that connection. */
    public ConnectionQuery behind(ConnectionId last) {
        return new ConnectionQuery(app, user, site, status, last, limit, endsBefore);
    }

    /** Says whether a row passes every filter and lies behind {@link #after}; for stores that look at each one. */
    public boolean matches(StoredConnection row, Instant now) {
        Connection connection = row.connection();
        return !row.isCarrier()
                && connection.owner().app().equals(app)
                && (user == null || connection.owner().user().equals(user))
                && (site == null || connection.site().equals(site))
                && (status == null || connection.state().status() == status)
                && (after == null || connection.id().value().compareTo(after.value()) > 0)
                && (endsBefore == null || row.endsBefore(endsBefore, now));
    }
}
