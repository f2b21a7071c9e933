package dev.tributary.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Decides from a request's head who answers it, before any of its body is read. */
@FunctionalInterface
public interface Door {

    /**
     * Returns who answers, at once where nobody has to be asked. Does not block. Fails with {@link Refused} for a request that
     * is not let in, or throws it.
     */
    Future<Endpoint> open(HttpServerRequest head);

    /** Lets every request in. */
    static Door to(Endpoint endpoint) {
        Future<Endpoint> always = Future.succeededFuture(endpoint);
        return head -> always;
    }
}
