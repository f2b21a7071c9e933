package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Reply;
import dev.tributary.model.Connection;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes an answer on, no faster than the caller takes it. Used on its request's context only. */
final class Relay {

    /** What is not true any more once the bytes are others. */
    private static final List<String> ABOUT_THE_BYTES =
            List.of("Content-Length", "Content-MD5", "Digest", "Content-Digest", "Repr-Digest", "Accept-Ranges");

    private static final CharSequence CONNECTION = HttpHeaders.createOptimized("Tributary-Connection");
    private static final CharSequence CONTENT_LENGTH = HttpHeaders.createOptimized("Content-Length");

    /** From so many bytes on, an answer may be further ahead of its caller: it then need not stop for each part it comes in. */
    private static final int LARGE = 64 * 1024;

    private static final int FAR_AHEAD = 4 * LARGE;

    private final HttpServerRequest request;
    private final HttpServerResponse to;
    private final HttpClientResponse from;
    private final Arrival arrival;
    private final @Nullable ListPassage list;
    private final long announced;
    private long received;
    private Buffer last = Buffer.buffer();
    private final CallMonitor monitor;
    private boolean closeAfterwards;
    private boolean ended;

    /**
     * Takes whose request was answered.
     *
     * @param list what the body goes through; absent where it passes as it is
     * @param monitor who is told when the caller has gone
     */
    Relay(HttpServerRequest request, Arrival arrival, @Nullable ListPassage list, CallMonitor monitor) {
        this.monitor = monitor;
        this.arrival = arrival;
        this.list = list;
        this.request = request;
        this.to = request.response();
        this.from = arrival.answer();
        this.announced = announced(from);
    }

    /** Returns how long the answer says it is; less than nothing where it does not say. */
    private static long announced(HttpClientResponse answer) {
        String length = answer.getHeader(CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    void head(Connection connection, Optional<String> location) {
        to.setStatusCode(from.statusCode());
        ResponseHeaders.copy(from.headers(), to.headers());
        to.putHeader(CONNECTION, connection.id().value());
        location.ifPresent(there -> to.putHeader("Location", there));
        if (list != null) {
            ABOUT_THE_BYTES.forEach(to.headers()::remove);
        }
        if (hasBody() && !to.headers().contains(CONTENT_LENGTH)) {
            to.setChunked(true);
        }
    }

    /** Replaces a header field; without values there is none. */
    void header(String name, List<String> values) {
        to.headers().set(name, values);
    }

    /** Announces, before the head is sent, that the connection ends with this answer. */
    void closeAfterwards() {
        closeAfterwards = true;
        to.putHeader("Connection", "close");
    }

    void run() {
        if (announced > LARGE) {
            to.setWriteQueueMaxSize(FAR_AHEAD);
        }
        from.handler(this::part).endHandler(end -> ended()).exceptionHandler(this::broken);
        to.closeHandler(gone -> callerGone()).exceptionHandler(gone -> giveUp()).drainHandler(drained -> resume());
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
        try {
            received += part.length();
            Buffer passing = list == null ? part : list.after(part);
            if (received == announced) {
                // Written together with the end: a small answer is then one message, and its length is known.
                last = passing;
            } else {
                pass(passing);
            }
        } catch (IllegalStateException unreadable) {
            giveUp();
            Reply.close(request);
            return;
        }
        if (to.writeQueueFull()) {
            from.pause();
        }
    }

    private void pass(Buffer part) {
        if (part.length() > 0) {
            to.write(part).onFailure(gone -> giveUp());
        }
    }

    private void ended() {
        ended = true;
        if (list != null) {
            Buffer rest = list.rest();
            last = last.length() == 0 ? rest : rest.length() == 0 ? last : last.appendBuffer(rest);
        }
        if (!to.headWritten() && hasBody()) {
            to.setChunked(false).putHeader(CONTENT_LENGTH, Integer.toString(last.length()));
        }
        if (closeAfterwards) {
            arrival.turn().giveUp();
        }
        Future<Void> written = hasBody() ? to.end(last) : to.end();
        if (closeAfterwards) {
            written.onComplete(done -> Reply.close(request));
        }
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

    private void callerGone() {
        monitor.over(0);
        giveUp();
    }

    private void giveUp() {
        if (!ended) {
            ended = true;
            arrival.giveUp();
        }
    }
}
