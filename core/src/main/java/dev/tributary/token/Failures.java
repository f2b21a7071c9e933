package dev.tributary.token;

import java.util.concurrent.CompletionException;

/** Failures as futures wrap them. */
final class Failures {

    private Failures() {}

    /** Returns what went wrong, without the wrapping. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
