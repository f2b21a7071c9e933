package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Problem;
import io.vertx.core.http.HttpServerRequest;

/** Sends a problem in place of an answer. To be called on the request's context. */
final class Reply {

    private static final long WORTH_READING = 64 * 1024;

    private Reply() {}

    /** Answers, and closes the connection when too much of the request is still to come. */
    static void refuse(HttpServerRequest request, Problem problem) {
        if (request.response().headWritten() || request.response().closed()) {
            close(request);
            return;
        }
        // An answer that could not be passed on may have left some of its fields here.
        request.response().headers().clear();
        Object retryAfter = problem.more().get("retryAfter");
        if (retryAfter != null) {
            request.response().putHeader("Retry-After", retryAfter.toString());
        }
        if (problem.status() == 405) {
            request.response().putHeader("Allow", Methods.ALLOWED);
        }
        boolean readOn = request.isEnded() || isSmall(request);
        if (!readOn) {
            request.response().putHeader("Connection", "close");
        }
        discardRest(request);
        problem.send(request.response()).onComplete(sent -> {
            if (!readOn) {
                close(request);
            }
        });
    }

    /** Reads what may still come without keeping it. */
    static void discardRest(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(ignored -> {}).endHandler(end -> {}).resume();
        }
    }

    static void close(HttpServerRequest request) {
        var unused = request.connection().close();
    }

    private static boolean isSmall(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        boolean known = length != null && !request.headers().contains("Expect");
        return !RequestBody.isPresent(request) || (known && Long.parseLong(length) <= WORTH_READING);
    }
}
