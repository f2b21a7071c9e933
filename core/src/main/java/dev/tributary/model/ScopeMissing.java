package dev.tributary.model;

/** The connection lacks a scope that the call needs. Renewing does not help; the user has to consent to more. */
public final class ScopeMissing extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final String scope;

    /** Names the connection and the scope it lacks. */
    public ScopeMissing(Connection connection, String scope) {
        super(
                "The connection of user '%s' at site '%s' lacks the scope %s. Ask for it in a new connect."
                        .formatted(connection.owner().user(), connection.site(), scope),
                null);
        this.scope = scope;
    }

    /** Returns the scope that is missing. */
    public String scope() {
        return scope;
    }
}
