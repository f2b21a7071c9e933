package dev.tributary.simulator.content;

import java.util.Locale;

/** Whether content is in use or in its space's trash. */
public enum ContentStatus {
    CURRENT,
    TRASHED;

    /** The name the REST surface uses. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
