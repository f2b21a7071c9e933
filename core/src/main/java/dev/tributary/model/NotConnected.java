package dev.tributary.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user has no connection at this site, or ended it. Send the user to connect. */
public final class NotConnected extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String site;

    /** Says which user is not connected where. */
    public NotConnected(Owner owner, String site) {
        super("User '%s' is not connected to site '%s'. Send the user to connect.".formatted(owner.user(), site), null);
        this.site = site;
    }

    /** Says which connection does not exist, or no longer does. */
    public NotConnected(ConnectionId id) {
        super("There is no connection '%s', or it was disconnected. Send the user to connect.".formatted(id), null);
        this.site = null;
    }

    /** Returns the id of the site, where it is known: nobody knows of a connection that does not exist where it would be. */
    public Optional<String> site() {
        return Optional.ofNullable(site);
    }
}
