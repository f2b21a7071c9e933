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
