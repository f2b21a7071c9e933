package dev.tributary.confluence;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When to come back, as of {@code Retry-After} (RFC 9110 section 10.2.3), clamped both ways: servers have been seen to ask for
 * 0 seconds, which makes a loop, and for 292 billion years, which makes an outage.
 */
final class RetryAfter {

    static final Duration LEAST = Duration.ofSeconds(1);
    static final Duration MOST = Duration.ofMinutes(5);

    /** Where the server does not say, or not so that it could be understood. */
    static final Duration UNSAID = Duration.ofSeconds(10);

    private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]+");
    private static final int MANY_DIGITS = 9;

    private RetryAfter() {}

    static Duration of(Answer answer) {
        Duration wait = answer.header()
                .apply("Retry-After")
                .map(String::strip)
                .flatMap(value -> SECONDS.matcher(value).matches() ? seconds(value) : untilDate(value, answer))
                .orElse(UNSAID);
        return wait.compareTo(LEAST) < 0 ? LEAST : wait.compareTo(MOST) > 0 ? MOST : wait;
    }

    private static Optional<Duration> seconds(String value) {
        boolean enormous = value.length() > MANY_DIGITS;
        if (enormous) {
            return Optional.of(value.startsWith("-") ? LEAST : MOST);
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }

    /** Measures from the server's own date where it gives one, so that a wrong clock on either side does no harm. */
    private static Optional<Duration> untilDate(String value, Answer answer) {
        Instant now = answer.header().apply("Date").flatMap(RetryAfter::date).orElse(answer.receivedAt());
        return date(value).map(then -> Duration.between(now, then));
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
