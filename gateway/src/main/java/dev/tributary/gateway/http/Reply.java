package dev.tributary.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Sends a problem in place of an answer. To be called on the request's context. */
public final class Reply {

    private static final long WORTH_READING = 64 * 1024;
    private static final Duration LINGER = Duration.ofSeconds(2);

    private Reply() {}

    /** Answers, and closes the connection when too much of the request is still to come. */
    public static void refuse(HttpServerRequest request, Problem problem) {
        if (request.response().headWritten() || request.response().closed()) {
            close(request);
            return;
        }
        // An answer that could not be passed on may have left some of its fields here.
        request.response().headers().clear();
        boolean readOn = request.isEnded() || isSmall(request);
        if (!readOn) {
            request.response().putHeader("Connection", "close");
        }
        discardRest(request);
        problem.send(request.response()).onComplete(sent -> {
            if (!readOn) {
                linger(request);
            }
        });
    }

    /** Closing at once would reset a connection on which its client is still sending, and lose the answer with it. */
    private static void linger(HttpServerRequest request) {
        Context context = Vertx.currentContext();
        if (request.isEnded() || context == null) {
            close(request);
        } else {
            request.endHandler(end -> close(request));
            context.owner().setTimer(LINGER.toMillis(), timer -> close(request));
        }
    }

    /** Reads what may still come without keeping it. */
    public static void discardRest(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(ignored -> {}).endHandler(end -> {}).resume();
        }
    }

    /** Ends the connection that a request came by. */
    public static void close(HttpServerRequest request) {
        var unused = request.connection().close();
    }

    private static boolean isSmall(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        boolean known = length != null && !request.headers().contains("Expect");
        return !Bodies.isPresent(request) || (known && Long.parseLong(length) <= WORTH_READING);
    }
}
