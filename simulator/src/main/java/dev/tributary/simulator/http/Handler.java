package dev.tributary.simulator.http;

/** Answers a request. Called by many threads at once; may block. */
@FunctionalInterface
public interface Handler {

    /**
     * Returns the answer.
     *
     * @throws HttpRefusal to answer with its response instead
     */
    Response handle(Request request);
}
