package dev.tributary.gateway.http;

/** Answers requests that have come in whole. */
@FunctionalInterface
public interface Endpoint {

    /** Returns the answer. May block. Throws {@link Refused}, and the library's failures where they mean what they always do. */
    Answer answer(Incoming request);
}
