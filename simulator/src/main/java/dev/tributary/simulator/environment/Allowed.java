package dev.tributary.simulator.environment;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/** Which values a switch takes, written as one text: words with bars between them, or one of the phrases below. */
final class Allowed {

    static final String ON_OFF = "on|off";
    static final String DURATION = "a duration such as PT30S or P90D";
    static final String COUNT = "a whole number from 0 on";

    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
    private static final Pattern BAR = Pattern.compile("\\|");

    private Allowed() {}

    static List<String> described(String allowed) {
        return List.of(BAR.split(allowed));
    }

    static boolean accepts(String allowed, String value) {
        return switch (allowed) {
            case DURATION -> isDuration(value);
            case COUNT -> DIGITS.matcher(value).matches();
            default -> described(allowed).contains(value);
        };
    }

    private static boolean isDuration(String value) {
        try {
            return !Duration.parse(value).isNegative();
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }
}
