package dev.tributary.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Properties keep the application from starting: all that are wrong or missing, each with what to do about it. */
final class WrongSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> faults;

    /** Takes what is wrong, and what to do, by the names of the properties. */
    WrongSettings(Map<String, String> faults) {
        super(faults.entrySet().stream()
                .map(fault -> fault.getKey() + ": " + fault.getValue())
                .collect(Collectors.joining("\n")));
        this.faults = new LinkedHashMap<>(faults);
    }

    int count() {
        return faults.size();
    }

    /** Returns each property with its fault, on a line of its own. */
    String listed() {
        return faults.entrySet().stream()
                .map(fault -> "    - %s: %s".formatted(fault.getKey(), fault.getValue()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
