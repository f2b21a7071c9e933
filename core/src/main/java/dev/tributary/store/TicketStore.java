package dev.tributary.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps tickets, so that a callback may arrive at another node than the one that began. It knows no clock: expired tickets
 * are returned like others, and whoever reads them judges.
 *
 * <p>Every method blocks, is thread-safe, is atomic, and throws {@link dev.tributary.model.Unavailable} when the store cannot
 * be reached.
 */
public interface TicketStore {

    /** Adds a ticket. Its key is random, so that it cannot exist already; {@link IllegalStateException} if it does. */
    void put(Ticket ticket);

    /** Returns a ticket and leaves it where it is. */
    Optional<Ticket> peek(String kind, String key);

    /** Removes and returns a ticket: of several callers at once, one gets it. */
    Optional<Ticket> take(String kind, String key);

    /** Removes one ticket and adds another in one step. Returns false, having changed nothing, if the first was gone. */
    boolean exchange(Ticket taken, Ticket next);

    /** Counts the tickets of a group that end after an instant. */
    int count(String kind, String group, Instant after);

    /** Returns some tickets that ended before an instant, oldest first, for clearing away. */
    List<Ticket> expired(String kind, Instant before, int limit);
}
