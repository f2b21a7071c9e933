package dev.tributary.gateway.proxy;

import dev.tributary.gateway.budget.Priority;
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
        HttpServerRequest request, Caller caller, Route route, String target, Selector selector, Priority priority) {}
