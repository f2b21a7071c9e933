package dev.tributary.spring.client;

import dev.tributary.model.Connection;
import org.jspecify.annotations.Nullable;

/** Finds the connection of whoever a call is made for. */
@FunctionalInterface
public interface Connected {

    /**
     * Returns the connection of the current user; may block for the store.
     *
     * <p>Throws {@link dev.tributary.model.NotConnected} where that user has to connect first.
     *
     * @param site the id of the site; absent for the only one
     */
    Connection at(@Nullable String site);
}
