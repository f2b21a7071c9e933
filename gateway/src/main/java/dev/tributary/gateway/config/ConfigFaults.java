package dev.tributary.gateway.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message names every fault at once, one a line, and never quotes a secret. */
public final class ConfigFaults extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    ConfigFaults(List<Fault> faults) {
        super(message(sorted(faults)));
        this.faults = sorted(faults);
    }

    /** Returns the faults in the order of the file. */
    public List<Fault> faults() {
        return faults;
    }

    private static List<Fault> sorted(List<Fault> faults) {
        return faults.stream()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }

    private static String message(List<Fault> faults) {
        return faults.stream()
                .map(fault -> "  " + fault)
                .collect(Collectors.joining(
                        "\n",
                        "The configuration has " + faults.size() + (faults.size() == 1 ? " fault:\n" : " faults:\n"),
                        ""));
    }
}
