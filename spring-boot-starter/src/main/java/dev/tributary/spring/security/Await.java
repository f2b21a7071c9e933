package dev.tributary.spring.security;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

final class Await {

    private Await() {}

    /** Waits for a result, and throws what made it fail instead of its wrapping. */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
