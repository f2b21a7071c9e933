package dev.tributary.model;

/**
 * Confluence answered, but as somebody else than the connection's account: anonymously, or as another user. The answer is
 * withheld. A write that was answered so has happened and is never sent again.
 */
public final class ServedAsAnother extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final boolean written;

    /**
     * Names the connection and whom Confluence served.
     *
     * @param connection the connection whose token was sent
     * @param servedAs {@code anonymous}, or the other user's name
     * @param written whether the request was a write, which then has happened under that name
     */
    public ServedAsAnother(Connection connection, String servedAs, boolean written) {
        super(
                "Site '%s' served user '%s' as '%s'. %s"
                        .formatted(
                                connection.site(),
                                connection.owner().user(),
                                servedAs,
                                written
                                        ? "The write has happened under that name; look before sending it again."
                                        : "The answer was withheld; ask an administrator of Confluence to look."),
                null);
        this.written = written;
    }

    /** Says whether a write has happened under the other name. */
    public boolean written() {
        return written;
    }
}
