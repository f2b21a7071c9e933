package dev.tributary.http;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends one request and returns its answer. Implementations follow no redirect, keep no cookie and are thread-safe.
 */
@FunctionalInterface
public interface Transport {

    /**
     * Sends without blocking. The future completes with any answer, whatever its status, or exceptionally with a {@link
     * TransportException} that tells whether anything was sent. Cancelling it does not call the request back.
     */
    CompletableFuture<HttpAnswer> send(HttpCall call);

    /**
     * Sends without blocking, for bodies that need not fit into memory: the future completes once the answer's head has come,
     * and the answer is read as it comes. Its time is the longest in which nothing moves, in either direction, and its size is
     * not limited. Otherwise as {@link #send}; and the future fails with {@link java.io.UncheckedIOException} when what is to
     * be sent cannot be read, after which the server has not had the whole request.
     *
     * <p>A transport that does not say otherwise sends and reads the whole.
     */
    default CompletableFuture<OpenAnswer> open(HttpCall call) {
        return send(call).thenApply(OpenAnswer::of);
    }

    /**
     * Returns a transport that sends each call by the one for where it goes: the same scheme, host and port.
     *
     * <p>Throws {@link IllegalArgumentException} when two addresses have one origin and different transports.
     *
     * @param byAddress the transports, each by any address at its origin
     * @param otherwise the one for everywhere else
     */
    static Transport byOrigin(Map<URI, Transport> byAddress, Transport otherwise) {
        return new Origins(byAddress, otherwise);
    }
}
