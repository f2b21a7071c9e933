package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.TokenPair;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its secrets, as the engine reads and writes it.
 *
 * @param connection what may be shown
 * @param tokens the current pair; absent once disconnected
 */
public record StoredConnection(
        Connection connection, @Nullable TokenPair tokens) {

    /** Throws {@link IllegalArgumentException} unless the id, owner and site are those of another one: for stores. */
    public void requireSameRowAs(Connection other) {
        if (!connection.id().equals(other.id())
                || !connection.owner().equals(other.owner())
                || !connection.site().equals(other.site())) {
            throw new IllegalArgumentException("A connection keeps its id, owner and site.");
        }
    }
}
