package dev.tributary.model;

import dev.tributary.model.Connection.Reason;

/**
 * The refresh token, or what the user handed in instead, is dead: the user has to connect again. Never thrown for an access
 * token that has merely expired. Trying again is of no use; send the user to connect.
 */
public final class GrantEnded extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final transient Connection connection;

    /** Names the connection whose grant ended; its state says why. */
    public GrantEnded(Connection connection) {
        super(
                "The grant of user '%s' at site '%s' has ended (%s). %s"
                        .formatted(
                                connection.owner().user(),
                                connection.site(),
                                connection.state().reason(),
                                remedy(connection)),
                null);
        this.connection = connection;
    }

    private static String remedy(Connection connection) {
        return connection.state().reason() == Reason.CAPTCHA_DUE
                ? "Confluence demands a CAPTCHA, and takes no password before: the user has to sign in to Confluence with a browser,"
                        + " and to connect again then."
                : "Send the user to connect again.";
    }

    /** Returns the connection as it stands now. */
    public Connection connection() {
        return connection;
    }
}
