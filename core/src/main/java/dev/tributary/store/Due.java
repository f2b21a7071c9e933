package dev.tributary.store;

import dev.tributary.model.ConnectionId;
import java.time.Instant;

/**
 * A connection that somebody has to look after: no more of it than that takes, so that a database answers from an index.
 *
 * @param id the connection
 * @param site the site it is at
 * @param since from when on, see {@link StoredConnection#dueAt}
 */
public record Due(ConnectionId id, String site, Instant since) {

    /** Says whether it comes behind another one: it is due for a shorter time, or as long and its id is greater. */
    boolean isBehind(Due other) {
        int order = since.compareTo(other.since);
        return order > 0 || (order == 0 && id.value().compareTo(other.id.value()) > 0);
    }
}
