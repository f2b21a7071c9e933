package dev.tributary.simulator.content.rest;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the server writes times: in its own zone, with the offset. */
final class Times {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
    private static final DateTimeFormatter FRIENDLY = DateTimeFormatter.ofPattern("MMM dd, uuuu", Locale.ENGLISH);

    private Times() {}

    static String when(Instant instant) {
        return WHEN.format(instant.atZone(Wiki.ZONE));
    }

    static String friendly(Instant instant) {
        return FRIENDLY.format(instant.atZone(Wiki.ZONE));
    }
}
