package dev.tributary.gateway.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Judges how far this machine's clock and a site's are apart, by the date of an answer. */
final class ClockJudge {

    /** The date of an answer counts whole seconds, and may be that of a cache close by. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private ClockJudge() {}

    /** Judges by when the answer was asked for, and when it was there. */
    static Judgement judge(Heard.Answered heard, Instant before, Instant after) {
        Optional<Instant> date = heard.answer().header("Date").flatMap(ClockJudge::instant);
        if (date.isEmpty()) {
            return Judgement.skipped("the answer has no date");
        }
        Duration ahead = date.get().isBefore(before)
                ? Duration.between(date.get(), before).minusSeconds(1)
                : Duration.between(date.get(), after);
        if (ahead.abs().compareTo(TOLERANCE) <= 0) {
            return Judgement.well("both tell the same time");
        }
        String how = ahead.isNegative() ? "behind" : "ahead";
        String seconds = ahead.abs().toSeconds() + " s";
        return Judgement.of(
                seconds + " apart",
                Advice.warning(
                        null,
                        "This machine's clock is " + seconds + " " + how + ", compared with the site's.",
                        "The ends of tokens and links are counted by clocks: with wrong ones tokens are renewed too early or"
                                + " too late, and certificates seem to be over.",
                        "Set both clocks by a time server (NTP), beginning with this machine's."));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
