package dev.tributary.gateway.proxy;

import dev.tributary.model.Connection;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Is told of calls when it is clear how they are answered. Called on event loops, so it must not block. */
@FunctionalInterface
public interface CallWatch {

    /** Looks at nothing. */
    CallWatch NONE = (request, caller, site, connection, status) -> {};

    /**
     * Is told of a call.
     *
     * @param request the request
     * @param caller the application
     * @param site the site
     * @param connection the connection that it was made with; absent where it did not come to that
     * @param status what is answered
     */
    void answered(HttpServerRequest request, Caller caller, String site, @Nullable Connection connection, int status);
}
