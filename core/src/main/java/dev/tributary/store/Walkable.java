package dev.tributary.store;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store that can be walked through from one end to the other, as re-encryption does while others write. Each page is what was
 * there when it was read; what is added meanwhile may be met or not.
 *
 * <p>Blocking and thread-safe as {@link Store}, with the same failures.
 */
public interface Walkable extends Store {

    /** Returns how many connections, of all applications, and tickets there are. */
    long size();

    /** Returns a page of the connections of all applications, in an order of their own. */
    List<StoredConnection> connections(@Nullable ConnectionId after, int limit);

    /** Returns a page of all tickets, in an order of their own. */
    List<Ticket> tickets(@Nullable Ticket after, int limit);

    /**
     * Replaces the content of a ticket by the same in another encryption. Returns false, having changed nothing, if the ticket is
     * gone or has another content by now.
     */
    boolean reseal(Ticket before, Secret content);
}
