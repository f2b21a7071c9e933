package dev.tributary.spring.fault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Properties keep the application from starting: all that are wrong or missing, each with what to do about it. */
public final class WrongSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> faults;

    WrongSettings(Map<String, String> faults) {
        super(faults.entrySet().stream()
                .map(fault -> fault.getKey() + ": " + fault.getValue())
                .collect(Collectors.joining("\n")));
        this.faults = new LinkedHashMap<>(faults);
    }

    /** Returns what is wrong, and what to do, by the names of the properties, in the order in which it was found. */
    public Map<String, String> faults() {
        return Collections.unmodifiableMap(faults);
    }
}
