package dev.tributary.model;

import java.util.List;

/** The connection lacks a scope that the call needs. Renewing does not help; the user has to consent to more. */
public final class ScopeMissing extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final String[] scopes;

    /**
     * Names the connection and what it lacks.
     *
     * @param scopes the scopes it lacks; empty where Confluence does not say, and they are not known for this call
     */
    public ScopeMissing(Connection connection, List<String> scopes) {
        super(
                "The connection of user '%s' at site '%s' lacks %s. Ask for it in a new connect."
                        .formatted(connection.owner().user(), connection.site(), named(scopes)),
                null);
        this.scopes = scopes.toArray(String[]::new);
    }

    private static String named(List<String> scopes) {
        return scopes.isEmpty()
                ? "a scope that this call needs, or does not open the site any more; Confluence does not say which"
                : (scopes.size() == 1 ? "the scope " : "the scopes ") + String.join(" ", scopes);
    }

    /** Returns the scopes that are missing; empty where they are not known. */
    public List<String> scopes() {
        return List.of(scopes);
    }
}
