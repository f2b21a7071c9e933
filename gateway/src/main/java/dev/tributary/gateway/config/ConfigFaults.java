package dev.tributary.gateway.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message names every fault at once, one a line, and never quotes a secret. */
public final class ConfigFaults extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    ConfigFaults(List<Fault> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    /** Returns the faults. */
    public List<Fault> faults() {
        return faults;
    }

    private static String message(List<Fault> faults) {
        return faults.stream()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .map(fault -> "  " + fault)
                .collect(Collectors.joining(
                        "\n",
                        "The configuration has " + faults.size() + (faults.size() == 1 ? " fault:\n" : " faults:\n"),
                        ""));
    }
}
