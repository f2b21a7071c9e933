package dev.tributary.store.jdbc;

import dev.tributary.model.ConnectionEvent;
import java.sql.SQLException;

/**
 * Writes down what happens to connections in the transaction that makes it happen: both are kept, or neither. For what must not
 * be lost, such as an audit or messages that are still to be sent; {@link dev.tributary.model.ConnectionListener} is for all else.
 *
 * <p>It runs while the row of the connection is locked, so it writes a few rows of the same database and does nothing else. What
 * it throws undoes the change and fails whoever made it, be it a renewal. A transaction that the database has undone is done
 * again, and then it is called again. Failures to renew change no row, and are not recorded.
 */
@FunctionalInterface
public interface EventRecorder {

    /** Records nothing. */
    EventRecorder NONE = (event, transaction) -> {};

    /** Records an event within a transaction. */
    void record(ConnectionEvent event, Transaction transaction) throws SQLException;
}
