package dev.tributary.model;

/**
 * The refresh token, or the personal access token, is dead: the user has to connect again. Never thrown for an access
 * token that has merely expired. Trying again is of no use; send the user to connect.
 */
public final class GrantEnded extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final transient Connection connection;

    /** Names the connection whose grant ended; its state says why. */
    public GrantEnded(Connection connection) {
        super(
                "The grant of user '%s' at site '%s' has ended (%s). Send the user to connect again."
                        .formatted(
                                connection.owner().user(),
                                connection.site(),
                                connection.state().reason()),
                null);
        this.connection = connection;
    }

    /** Returns the connection as it stands now. */
    public Connection connection() {
        return connection;
    }
}
