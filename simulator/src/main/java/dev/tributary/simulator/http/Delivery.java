package dev.tributary.simulator.http;

/** How a response reaches the caller: whole, or hurt by a fault on the wire. */
public enum Delivery {
    /** All of it. */
    WHOLE,
    /** The head promises the whole body, half of it comes, then the connection ends. */
    TRUNCATED,
    /** The connection ends without an answer. */
    DROPPED
}
