package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps connections. There is at most one connection for an owner and a site; its row stays when it is disconnected, so that
 * a reconnect keeps the id and a late answer of an older epoch is recognised. A row that carries a pair for several
 * connections of an owner ({@link Share}) is kept like a connection, at a site that is none.
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

    /** Returns one page of connections, in the order of their ids; no {@linkplain StoredConnection#isCarrier carriers}. */
    List<Connection> list(ConnectionQuery query);

    /** Adds a first connection. Returns false, having changed nothing, if the owner already has one at the site. */
    boolean insert(StoredConnection first);

    /**
     * Reads a connection, decides, and writes what was decided, while nobody else can change it. Returns what the decision
     * says; what it throws is passed on, and nothing has changed then.
     *
     * <p>Throws {@link dev.tributary.model.NotConnected} when there is no such connection. It may take as long as others need
     * for theirs.
     */
    <T> T change(ConnectionId id, Change<T> change);

    /**
     * Returns one page of the connections that somebody has to look after now, the longest due first.
     *
     * @param after the last one of the page before; absent for the first page
     * @param limit the most to return
     * @see StoredConnection#dueAt
     */
    List<Due> due(@Nullable Due after, int limit);

    /**
     * Says whether another connection of the same account, at one of these sites, has not been disconnected.
     *
     * @param row which one is not counted, nor those that it carries
     * @param sites the ids of sites, at least one
     */
    boolean hasSibling(StoredConnection row, List<String> sites);

    /**
     * Returns active connections that end within a while from now, and of whose end nobody was told, in no order.
     *
     * @see StoredConnection#endAsOf
     * @see StoredConnection#toldEnd
     */
    List<Connection> ending(Duration ahead, int limit);

    /** Returns the time by the store's clock, which is the same for every node: what is stored is compared with no other. */
    Instant now();
}
