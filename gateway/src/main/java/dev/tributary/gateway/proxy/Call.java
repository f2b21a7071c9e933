package dev.tributary.gateway.proxy;

import dev.tributary.gateway.budget.Priority;
import dev.tributary.model.Connection;
import io.vertx.core.http.HttpServerRequest;

/**
 * One call that may be made, for whoever it selects.
 *
 * @param request the caller's request, paused
 * @param caller the application
 * @param route the site
 * @param target path and query below the origin of the connection that is selected
 * @param selector for whom
 * @param priority how urgent it is
 */
record Call(
        HttpServerRequest request, Caller caller, Route route, String target, Selector selector, Priority priority) {

    /** Returns the target at the connection's origin: the origin's own path, then the octets that the caller sent. */
    String targetAt(Connection connection) {
        return connection.origin().getRawPath() + target;
    }

    /** Returns the path without the query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Says whether the answer may be a list, whose links have to lead back here. */
    boolean mayBringList() {
        return Lists.mayAnswer(request.method(), target);
    }
}
