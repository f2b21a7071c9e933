package dev.tributary.gateway.doctor;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.TributaryException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How messages of others become findings, and how names that a server chose are shown. */
final class Words {

    private static final int LONGEST = 120;
    private static final Pattern AGAIN = Pattern.compile(" Try again in \\d+ s\\.$");

    private Words() {}

    /** Nothing that a server says may break a line, move a cursor or turn the text around, or be long. */
    static String printable(String text) {
        String shown = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }

    /** Takes a message apart that ends with what to do, as all of ours do. */
    static Advice error(@Nullable String setting, String message, String why) {
        String text = AGAIN.matcher(message).replaceFirst("");
        int last = text.lastIndexOf(". ");
        return last < 0
                ? Advice.error(setting, text, why, "See the message.")
                : Advice.error(setting, text.substring(0, last + 1), why, text.substring(last + 2));
    }

    static Advice error(TributaryException failure, String why) {
        return failure instanceof Misconfigured wrong
                ? error(wrong.key(), wrong.getMessage().substring(wrong.key().length() + 2), why)
                : error((String) null, failure.getMessage(), why);
    }
}
