package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Change;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.Due;
import dev.tributary.store.StoredConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that blocks, asked on threads that may be blocked, and not waited for endlessly. A change that nobody waits for any more
 * is not made, lest a lease be taken, or an attempt noted, on behalf of whoever has given up long ago.
 */
final class BlockingRows implements Rows {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final ConnectionStore store;
    private final Executor threads;
    private final Duration patience;

    BlockingRows(ConnectionStore store, Executor threads) {
        this(store, threads, PATIENCE);
    }

    BlockingRows(ConnectionStore store, Executor threads, Duration patience) {
        this.store = store;
        this.threads = threads;
        this.patience = patience;
    }

    @Override
    public <T> CompletableFuture<T> change(ConnectionId id, Change<T> change) {
        AtomicBoolean givenUp = new AtomicBoolean();
        return patiently(() -> store.change(id, (row, now) -> {
                    if (givenUp.get()) {
                        throw new Unavailable("The store took too long.", RETRY, null);
                    }
                    return change.apply(row, now);
                }))
                .whenComplete((result, failure) -> givenUp.set(true));
    }

    @Override
    public CompletableFuture<List<Due>> due(@Nullable Due after, int limit) {
        return patiently(() -> store.due(after, limit));
    }

    @Override
    public CompletableFuture<Boolean> hasSibling(StoredConnection row, List<String> sites) {
        return patiently(() -> store.hasSibling(row, sites));
    }

    @Override
    public CompletableFuture<List<Connection>> ending(Duration ahead, int limit) {
        return patiently(() -> store.ending(ahead, limit));
    }

    private <T> CompletableFuture<T> patiently(Supplier<T> question) {
        try {
            return CompletableFuture.supplyAsync(question, threads)
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .handle(BlockingRows::answered);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new Unavailable("This program is stopping.", RETRY, e));
        }
    }

    private static <T> T answered(T answer, @Nullable Throwable failure) {
        if (failure == null) {
            return answer;
        }
        if (failure instanceof TimeoutException) {
            throw new Unavailable("The store did not answer in time.", RETRY, failure);
        }
        throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
    }
}
