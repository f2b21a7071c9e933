package dev.tributary.simulator.content;

import java.time.Clock;

/** All content of one Confluence, who may see it, and the means to change it. */
public record Archive(ContentStore store, Permissions permissions, Editing editing) {

    /** Opens the store. */
    public static Archive of(ContentStore store, Clock clock) {
        Permissions permissions = new Permissions(store);
        return new Archive(store, permissions, new Editing(store, permissions, clock));
    }
}
