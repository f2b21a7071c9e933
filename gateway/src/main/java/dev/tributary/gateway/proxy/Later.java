package dev.tributary.gateway.proxy;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;

/** Lets Vert.x wait for what the library promises. */
final class Later {

    private Later() {}

    /** Returns the same promise; one that is kept already is taken at once, on the caller's thread. */
    static <T> Future<T> of(CompletableFuture<T> promise) {
        if (promise.isDone() && !promise.isCompletedExceptionally()) {
            return Future.succeededFuture(promise.getNow(null));
        }
        return Future.fromCompletionStage(promise);
    }
}
