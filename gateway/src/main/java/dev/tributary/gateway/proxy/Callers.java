package dev.tributary.gateway.proxy;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Tells which application calls. */
@FunctionalInterface
public interface Callers {

    /** Returns the application whose key the request carries; nothing for an unknown, missing or malformed one. Does not block. */
    Optional<Caller> authenticate(HttpServerRequest request);
}
