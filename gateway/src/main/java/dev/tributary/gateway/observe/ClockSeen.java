package dev.tributary.gateway.observe;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How far two clocks are apart. Pure functions. */
final class ClockSeen {

    private ClockSeen() {}

    static Observation of(Reply reply, Instant before, Instant after) {
        String asked = "the header Date of an answer";
        try {
            Instant theirs = ZonedDateTime.parse(reply.header("Date").orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Instant ours = before.plus(Duration.between(before, after).dividedBy(2));
            long seconds = Duration.between(ours, theirs).toSeconds();
            return new Observation(
                    "clock",
                    asked,
                    seconds + " s apart, to a second or two",
                    "nothing of the protocol: Tributary goes by durations of the answers.",
                    null);
        } catch (DateTimeException e) {
            return new Observation("clock", asked, "no Date", "that clocks cannot be compared here.", null);
        }
    }
}
