package dev.tributary.confluence;

import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;

/** How a call is sent, and how much of its answer is read before anybody judges it. Blocks. */
@FunctionalInterface
interface Way {

    /** Returns the answer. Throws {@link dev.tributary.http.TransportException} where none comes. */
    HttpAnswer exchange(HttpCall call);
}
