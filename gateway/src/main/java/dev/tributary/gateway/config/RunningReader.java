package dev.tributary.gateway.config;

import dev.tributary.gateway.config.GatewayConfig.Listen;
import dev.tributary.gateway.config.Running.Drain;
import dev.tributary.gateway.config.Running.LogForm;
import dev.tributary.gateway.config.Running.Management;
import dev.tributary.gateway.config.Running.Tracing;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code management}, {@code drain}, {@code logs} and {@code tracing}. */
final class RunningReader {

    private static final Listen HERE = new Listen("127.0.0.1", 8089);
    private static final URI NOWHERE = URI.create("http://localhost:4318/v1/traces");
    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9_-]{1,63}(?:[.][a-z0-9_-]{1,63}){0,8}");
    private static final double SOME = 0.1;

    private RunningReader() {}

    static Running read(Section file) {
        return new Running(
                file.section("management").map(RunningReader::management).orElse(null),
                file.section("drain").map(RunningReader::drain).orElse(Drain.DEFAULT),
                file.optional("logs", RunningReader::logs).orElse(LogForm.TEXT),
                file.section("tracing").map(RunningReader::tracing).orElse(null));
    }

    private static Management management(Section section) {
        Management management = new Management(
                section.optional("listen", ListenForm::read).orElse(HERE),
                new HashSet<>(section.all("names", RunningReader::hostName)));
        section.end();
        return management;
    }

    private static String hostName(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!HOST_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Write the name of a host without a port, such as gateway1.example.org.");
        }
        return name;
    }

    private static Drain drain(Section section) {
        Drain usual = Drain.DEFAULT;
        Drain drain = new Drain(
                section.optional("announce", Forms::duration).orElse(usual.announce()),
                section.optional("wait", Forms::duration).orElse(usual.atMost()));
        section.end();
        return drain;
    }

    private static LogForm logs(String text) {
        for (LogForm form : LogForm.values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(text)) {
                return form;
            }
        }
        throw new IllegalArgumentException("Write text or json.");
    }

    private static Tracing tracing(Section section) {
        Tracing tracing = new Tracing(
                section.required("endpoint", Forms::url, NOWHERE),
                section.optional("sample", RunningReader::part).orElse(SOME));
        section.end();
        return tracing;
    }

    private static double part(String text) {
        if (!text.matches("0|1|[01]?[.][0-9]{1,6}") || Double.parseDouble(text) > 1) {
            throw new IllegalArgumentException("Write a part from 0 to 1, such as 0.1 for every tenth call.");
        }
        return Double.parseDouble(text);
    }
}
