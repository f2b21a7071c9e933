package dev.tributary.simulator.content.cql;

/** A query that is no CQL; the message shows the query and says what was expected where. */
public final class CqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CqlException(String message) {
        super(message);
    }
}
