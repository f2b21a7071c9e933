package dev.tributary.simulator.content.cql;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the dates of a query: days, minutes, and functions relative to now. */
final class Moments {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final Pattern OFFSET = Pattern.compile("([+-]?\\d{1,4})([yMwdhm])");

    private final ZonedDateTime now;

    Moments(ZonedDateTime now) {
        this.now = now;
    }

    Span of(Value value) {
        return value instanceof Value.Call call ? function(call) : written(((Value.Text) value).text());
    }

    private Span written(String text) {
        String dashed = text.replace('/', '-');
        try {
            if (dashed.length() > 10) {
                ZonedDateTime minute = LocalDateTime.parse(dashed, MINUTE).atZone(now.getZone());
                return new Span(minute.toInstant(), minute.plusMinutes(1).toInstant());
            }
            LocalDate day = LocalDate.parse(dashed, DAY);
            return new Span(
                    day.atStartOfDay(now.getZone()).toInstant(),
                    day.plusDays(1).atStartOfDay(now.getZone()).toInstant());
        } catch (DateTimeParseException e) {
            throw new CqlException(
                    "Could not parse cql : '" + text + "' is not a date like 2026-11-24 or \"2026-11-24 13:05\"");
        }
    }

    private Span function(Value.Call call) {
        ZonedDateTime start = switch (call.name()) {
            case "now" -> now;
            case "startofday" -> now.truncatedTo(ChronoUnit.DAYS);
            case "startofmonth" -> now.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case "startofyear" -> now.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
            default ->
                throw new CqlException("Could not parse cql : No date function exists with name: " + call.name());
        };
        ZonedDateTime moment = call.arguments().isEmpty()
                ? start
                : shifted(start, call.arguments().get(0));
        return new Span(moment.toInstant(), moment.toInstant().plusMillis(1));
    }

    private static ZonedDateTime shifted(ZonedDateTime start, String offset) {
        Matcher matcher = OFFSET.matcher(offset);
        if (!matcher.matches()) {
            throw new CqlException("Could not parse cql : '" + offset + "' is not an offset like -7d");
        }
        return start.plus(
                Long.parseLong(matcher.group(1)), unit(matcher.group(2).charAt(0)));
    }

    private static ChronoUnit unit(char letter) {
        return switch (letter) {
            case 'y' -> ChronoUnit.YEARS;
            case 'M' -> ChronoUnit.MONTHS;
            case 'w' -> ChronoUnit.WEEKS;
            case 'd' -> ChronoUnit.DAYS;
            case 'h' -> ChronoUnit.HOURS;
            default -> ChronoUnit.MINUTES;
        };
    }
}
