package dev.tributary.http;

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
}
