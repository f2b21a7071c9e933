package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Bodies;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A caller's body on its way to Confluence: it flows no faster than Confluence takes it, and its first 64 KiB are held, so
 * that a small one can be sent again with a newer token. Used on its request's context only; made of a paused request.
 */
final class RequestBody {

    static final int HELD_AT_MOST = 64 * 1024;

    private final HttpServerRequest request;
    private final long limit;
    private final Runnable tooLarge;

    private final boolean present;
    private @Nullable Buffer held = Buffer.buffer();
    private @Nullable HttpClientRequest out;
    private long received;
    private boolean ended;
    private boolean begun;

    /**
     * Takes charge of a request's body.
     *
     * @param request the request, paused
     * @param limit the most bytes that may come
     * @param tooLarge what is done once more have come
     */
    RequestBody(HttpServerRequest request, long limit, Runnable tooLarge) {
        this.request = request;
        this.limit = limit;
        this.tooLarge = tooLarge;
        this.present = Bodies.isPresent(request);
        this.ended = !present;
        if (present) {
            request.handler(this::received).endHandler(end -> ended());
        } else {
            request.resume();
        }
    }

    /** Says whether all of the request that has come is still held. */
    boolean canBeSentAgain() {
        return held != null;
    }

    /** Says whether the body has come to its end. */
    boolean hasEnded() {
        return ended;
    }

    /** Sends what is held and then what comes. */
    void sendTo(HttpClientRequest to) {
        out = to;
        frame(to);
        if (held != null && held.length() > 0) {
            to.write(held.copy()).onFailure(this::broken);
        }
        if (ended) {
            to.end().onFailure(this::broken);
            return;
        }
        to.drainHandler(drained -> request.resume());
        if (!begun && request.headers().contains(HttpHeaders.EXPECT)) {
            request.response().writeContinue();
        }
        begun = true;
        request.resume();
    }

    /** Stops sending; nothing more is read until there is somewhere to send it. */
    void hold() {
        out = null;
        if (!ended) {
            request.pause();
        }
    }

    private void frame(HttpClientRequest to) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            to.putHeader("Content-Length", length);
        } else if (present) {
            to.setChunked(true);
        } else if (Methods.expectsBody(request.method())) {
            to.putHeader("Content-Length", "0");
        }
    }

    private void received(Buffer part) {
        received += part.length();
        if (received > limit) {
            tooLarge.run();
            return;
        }
        if (held != null) {
            held = received > HELD_AT_MOST ? null : held.appendBuffer(part);
        }
        if (out != null) {
            out.write(part).onFailure(this::broken);
            if (out.writeQueueFull()) {
                request.pause();
            }
        }
    }

    private void ended() {
        ended = true;
        if (out != null) {
            out.end().onFailure(this::broken);
        }
    }

    /** Whoever waits for the answer is told by the request itself. */
    private void broken(Throwable cause) {
        out = null;
    }
}
