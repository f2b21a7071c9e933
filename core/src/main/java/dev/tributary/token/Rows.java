package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.store.Change;
import dev.tributary.store.Due;
import dev.tributary.store.StoredConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a store, without waiting for it. A future that fails with {@link dev.tributary.model.Unavailable} leaves
 * open whether its change happened.
 */
interface Rows {

    /** Changes a row, as {@link dev.tributary.store.ConnectionStore#change} does. */
    <T> CompletableFuture<T> change(ConnectionId id, Change<T> change);

    /** Returns what is due, as {@link dev.tributary.store.ConnectionStore#due} does. */
    CompletableFuture<List<Due>> due(@Nullable Due after, int limit);

    /** Answers as {@link dev.tributary.store.ConnectionStore#hasSibling} does. */
    CompletableFuture<Boolean> hasSibling(StoredConnection row, List<String> sites);

    /** Returns what ends within a while, as {@link dev.tributary.store.ConnectionStore#ending} does. */
    CompletableFuture<List<Connection>> ending(Duration ahead, int limit);
}
