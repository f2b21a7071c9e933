package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Reply;
import dev.tributary.model.Connection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** Passes an answer on, no faster than the caller takes it. Used on its request's context only. */
final class Relay {

    private final HttpServerRequest request;
    private final HttpServerResponse to;
    private final HttpClientResponse from;
    private final Arrival arrival;
    private boolean closeAfterwards;
    private boolean ended;

    Relay(HttpServerRequest request, Arrival arrival) {
        this.arrival = arrival;
        this.request = request;
        this.to = request.response();
        this.from = arrival.answer();
    }

    void head(Connection connection, Optional<String> location) {
        to.setStatusCode(from.statusCode());
        ResponseHeaders.copy(from.headers(), to.headers());
        to.putHeader("Tributary-Connection", connection.id().value());
        location.ifPresent(there -> to.putHeader("Location", there));
        if (hasBody() && !from.headers().contains("Content-Length")) {
            to.setChunked(true);
        }
    }

    /** Announces, before the head is sent, that the connection ends with this answer. */
    void closeAfterwards() {
        closeAfterwards = true;
        to.putHeader("Connection", "close");
    }

    void run() {
        from.handler(this::part).endHandler(end -> ended()).exceptionHandler(this::broken);
        to.closeHandler(gone -> giveUp()).exceptionHandler(gone -> giveUp()).drainHandler(drained -> resume());
        from.resume();
    }

    private boolean hasBody() {
        return !request.method().equals(HttpMethod.HEAD) && from.statusCode() != 204 && from.statusCode() != 304;
    }

    private void part(Buffer part) {
        if (to.closed()) {
            giveUp();
            return;
        }
        to.write(part).onFailure(gone -> giveUp());
        if (to.writeQueueFull()) {
            from.pause();
        }
    }

    private void ended() {
        ended = true;
        if (closeAfterwards) {
            arrival.turn().giveUp();
        }
        to.end().onComplete(written -> {
            if (closeAfterwards) {
                Reply.close(request);
            }
        });
    }

    /** A cut answer must be seen to be cut, so it does not end, its connection does. */
    private void broken(Throwable cause) {
        ended = true;
        Reply.close(request);
    }

    private void resume() {
        if (!ended) {
            from.resume();
        }
    }

    private void giveUp() {
        if (!ended) {
            ended = true;
            arrival.giveUp();
        }
    }
}
