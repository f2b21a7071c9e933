package dev.tributary.simulator.content;

import java.util.Locale;

/** Whether content is in use, in its space's trash, or of the past. */
public enum ContentStatus {
    CURRENT,
    TRASHED,
    /** An earlier version. */
    HISTORICAL;

    /** The name the REST surface uses. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
