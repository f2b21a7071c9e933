package dev.tributary.simulator.content.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tributary.simulator.content.RefusedException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a list goes on, as a word that means nothing to callers. */
public final class Cursor {
    private static final Pattern PLAIN = Pattern.compile("\\{\"after\":(\\d{1,9})}");

    private Cursor() {}

    /** Returns the word for what follows so many results. */
    public static String after(long results) {
        String plain = "{\"after\":" + results + "}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(US_ASCII));
    }

    /**
     * Returns how many results the word leaves out.
     *
     * @throws RefusedException when it is none of ours
     */
    public static int read(String cursor) {
        Matcher plain = PLAIN.matcher(decoded(cursor));
        if (!plain.matches()) {
            throw RefusedException.invalid("The cursor is malformed: " + cursor);
        }
        return Integer.parseInt(plain.group(1));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), US_ASCII);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
