package dev.tributary.simulator.content.rest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the server writes times: in its own zone, with the offset. */
final class Times {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);
    private static final DateTimeFormatter FRIENDLY = DateTimeFormatter.ofPattern("MMM dd, uuuu", Locale.ENGLISH);

    private Times() {}

    static String when(Instant instant, ZoneId zone) {
        return WHEN.format(instant.atZone(zone));
    }

    static String friendly(Instant instant, ZoneId zone) {
        return FRIENDLY.format(instant.atZone(zone));
    }
}
