package dev.tributary.cli.person;

import java.util.regex.Pattern;

/** Makes text of others fit for a terminal, which takes some characters for commands. Pure functions. */
public final class Printable {

    /** Controls, what turns the direction of writing, and what is not seen at all. */
    private static final Pattern NEVER =
            Pattern.compile("[\\p{Cc}\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]+");

    private static final Pattern IN_JSON =
            Pattern.compile("[\\u007F-\\u009F\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");

    private Printable() {}

    /** Returns a text as one line. */
    public static String line(String text) {
        return NEVER.matcher(text).replaceAll(" ").strip();
    }

    /** Returns JSON that says the same, with such characters escaped. */
    static String json(String written) {
        return IN_JSON.matcher(written)
                .replaceAll(found -> "\\\\u%04X".formatted((int) found.group().charAt(0)));
    }
}
