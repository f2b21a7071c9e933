package dev.tributary.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Tells which application calls. */
@FunctionalInterface
public interface Callers {

    /**
     * Returns the application whose key, or whose user's token, the request carries; at once, and the same future each time,
     * for a key. Fails with {@link dev.tributary.gateway.http.Refused} for one that is unknown, missing or malformed. Does
     * not block, and does not throw.
     */
    Future<Caller> authenticate(HttpServerRequest request);
}
