package dev.tributary.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.Optional;

/** Reads when something ends. Pure functions. */
final class Ends {

    private Ends() {}

    /** Returns the instant of a date (at UTC), an instant, or a duration from now on; empty for anything else. */
    static Optional<Instant> read(String text, Clock clock) {
        try {
            if (text.startsWith("P")) {
                return Optional.of(clock.instant()
                        .atZone(ZoneOffset.UTC)
                        .plus(amount(text))
                        .toInstant());
            }
            return Optional.of(
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static TemporalAmount amount(String text) {
        return text.indexOf('T') < 0 ? Period.parse(text) : Duration.parse(text);
    }
}
