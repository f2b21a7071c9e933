package dev.tributary.simulator.content;

import org.jspecify.annotations.Nullable;

/**
 * Who is asking.
 *
 * @param username null for an anonymous visitor
 * @param admitted whether that person may use this Confluence at all
 */
public record Viewer(@Nullable String username, boolean admitted) {
    /** A user who is logged in. */
    public static Viewer user(String username) {
        return new Viewer(username, true);
    }

    /** Somebody who is not logged in, at a site that admits such people or does not. */
    public static Viewer anonymous(boolean admitted) {
        return new Viewer(null, admitted);
    }

    public boolean isAnonymous() {
        return username == null;
    }

    /** The username, or {@code anonymous}. */
    public String name() {
        return username == null ? "anonymous" : username;
    }
}
