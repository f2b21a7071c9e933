package dev.tributary.simulator.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of content that have an id of their own. */
public enum ContentType {
    PAGE,
    BLOGPOST,
    COMMENT,
    ATTACHMENT;

    /** The name the REST surface and CQL use. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that wire name, or nothing. */
    public static Optional<ContentType> of(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }
}
