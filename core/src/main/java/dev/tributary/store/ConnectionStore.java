package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import java.util.List;
import java.util.Optional;

/**
 * Keeps connections. There is at most one connection for an owner and a site; its row stays when it is disconnected, so that
 * a reconnect keeps the id and a late answer of an older epoch is recognised.
 *
 * <p>Every method blocks, is thread-safe, is atomic, is durable when it returns, and throws {@link
 * dev.tributary.model.Unavailable} when the store cannot be reached: then a write may or may not have happened. Users are
 * compared octet by octet; instants are kept to the millisecond. {@code StoreContract} in the tests says the rest.
 */
public interface ConnectionStore {

    /** Returns the connection of that id. */
    Optional<StoredConnection> find(ConnectionId id);

    /** Returns the owner's connection at a site. */
    Optional<StoredConnection> find(Owner owner, String site);

    /** Returns one page of connections, in the order of their ids. */
    List<Connection> list(ConnectionQuery query);

    /** Adds a first connection. Returns false, having changed nothing, if the owner already has one at the site. */
    boolean insert(StoredConnection first);

    /**
     * Replaces a connection if the row still has the epoch and the generation of {@code before}; status is not compared, so
     * that a late pair can heal a mark. Returns whether it did. The id, owner and site of both must be the same.
     */
    boolean replace(Connection before, StoredConnection after);
}
