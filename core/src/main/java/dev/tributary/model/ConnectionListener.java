package dev.tributary.model;

/**
 * Is told of what happens to connections, to inform users or operators, to count, or to keep a record.
 *
 * <p>It is called on a thread of its own, one event at a time, and may block: nobody waits for it. What it throws is logged
 * and goes no further. {@link ConnectionEvent} says what can be relied on.
 */
@FunctionalInterface
public interface ConnectionListener {

    /** Is told of one event. */
    void on(ConnectionEvent event);
}
