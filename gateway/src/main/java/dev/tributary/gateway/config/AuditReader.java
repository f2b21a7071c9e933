package dev.tributary.gateway.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads what is written into the audit. */
final class AuditReader {

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private AuditReader() {}

    static AuditConfig read(Section file) {
        return file.section("audit").map(AuditReader::of).orElse(AuditConfig.USUAL);
    }

    private static AuditConfig of(Section audit) {
        AuditConfig usual = AuditConfig.USUAL;
        Duration retention = audit.optional("retention", AuditReader::days).orElse(usual.retention());
        Duration calls = audit.optional("callRetention", AuditReader::days).orElse(usual.callRetention());
        boolean renewals = audit.optional("renewals", Forms::flag).orElse(usual.renewals());
        double part = audit.optional("calls", AuditReader::part).orElse(usual.calls());
        audit.end();
        return new AuditConfig(retention, calls, renewals, part);
    }

    private static Duration days(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("Give a time between a day and a hundred years, such as P365D.");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Write a number of days such as P365D.", e);
        }
    }

    private static double part(String text) {
        if (text.equals("none")) {
            return 0;
        }
        if (text.equals("all")) {
            return 1;
        }
        if (!text.matches("0\\.[0-9]{1,6}|1(?:\\.0)?")) {
            throw new IllegalArgumentException("Write none, all, or the part of the calls such as 0.01.");
        }
        return Double.parseDouble(text);
    }
}
