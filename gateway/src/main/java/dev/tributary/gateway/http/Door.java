package dev.tributary.gateway.http;

import io.vertx.core.http.HttpServerRequest;

/** Decides from a request's head who answers it, before any of its body is read. */
@FunctionalInterface
public interface Door {

    /** Returns who answers. Does not block. Throws {@link Refused} for a request that is not let in. */
    Endpoint open(HttpServerRequest head);
}
