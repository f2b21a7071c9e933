package dev.tributary.simulator.content;

import java.util.Set;

/**
 * The restrictions of one piece of content.
 *
 * @param readers the usernames that may see it; empty for everybody who may see the space
 * @param editors the usernames that may change it; empty for everybody who may see it
 */
public record Access(Set<String> readers, Set<String> editors) {
    /** No restriction. */
    public static final Access OPEN = new Access(Set.of(), Set.of());

    public Access {
        readers = Set.copyOf(readers);
        editors = Set.copyOf(editors);
    }
}
