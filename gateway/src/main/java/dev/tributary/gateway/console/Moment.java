package dev.tributary.gateway.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An instant as pages show it.
 *
 * @param iso for machines
 * @param text for people
 */
record Moment(String iso, String text) {

    private static final Moment NEVER = new Moment("", "–");
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** Returns it to the second, as the audit shows it. */
    static Moment exact(Instant instant) {
        return new Moment(instant.toString(), EXACT.format(instant));
    }

    /** Returns a day as people write it. */
    static String day(Instant instant) {
        return DAY.format(instant);
    }

    /** Returns it as pages show it; a dash for none. */
    static Moment of(@Nullable Instant instant) {
        return instant == null ? NEVER : new Moment(instant.toString(), TEXT.format(instant));
    }
}
