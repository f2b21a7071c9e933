package dev.tributary.model;

/** The user has no connection at this site, or ended it. Send the user to connect. */
public final class NotConnected extends TributaryException {

    private static final long serialVersionUID = 1L;

    /** Says which user is not connected where. */
    public NotConnected(Owner owner, String site) {
        super("User '%s' is not connected to site '%s'. Send the user to connect.".formatted(owner.user(), site), null);
    }

    /** Says which connection does not exist, or no longer does. */
    public NotConnected(ConnectionId id) {
        super("There is no connection '%s', or it was disconnected. Send the user to connect.".formatted(id), null);
    }
}
