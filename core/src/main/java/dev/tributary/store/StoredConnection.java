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
        Connection connection, @Nullable TokenPair tokens) {}
