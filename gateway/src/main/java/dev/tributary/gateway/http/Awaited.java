package dev.tributary.gateway.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Waits for what a request depends on. To be called on the request's context. */
public final class Awaited {

    private Awaited() {}

    /**
     * Goes on at once where the future has come to its end already; else later on the same context, with the request paused,
     * unless its sender has gone meanwhile.
     */
    public static <T> void then(Future<T> future, HttpServerRequest request, Handler<AsyncResult<T>> next) {
        Context context = Vertx.currentContext();
        if (future.isComplete() || context == null) {
            next.handle(future);
            return;
        }
        request.pause();
        future.onComplete(result -> context.runOnContext(ignored -> {
            if (!request.response().closed()) {
                next.handle(result);
            }
        }));
    }
}
