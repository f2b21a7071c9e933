package dev.tributary.gateway.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers messages that the decoder refused, and closes their connections. */
final class BadMessages implements Handler<HttpServerRequest> {

    @Override
    public void handle(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        Problem problem = problem(request.decoderResult().cause());
        problem.send(request.response()).onComplete(sent -> request.connection().close());
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof BadMessage fault) {
            return problem(fault.status(), fault.detail());
        }
        if (cause instanceof TooLongHttpLineException) {
            return problem(414, "The request line is too long.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return problem(431, "The header section is too long.");
        }
        return problem(400, "The message is not well-formed HTTP/1.1.");
    }

    private static Problem problem(int status, String detail) {
        return switch (status) {
            case 405, 501 -> new Problem(status, "method-not-allowed", "Method not allowed", detail);
            case 414, 431 -> new Problem(status, "message-too-large", "Message too large", detail);
            case 417 -> new Problem(status, "expectation-failed", "Expectation failed", detail);
            default -> new Problem(status, "malformed-message", "Malformed message", detail);
        };
    }
}
