package dev.tributary.spring.security;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** No sites can be made of the registrations: all properties that are wrong or missing, each with what to do about it. */
public final class WrongRegistrations extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> faults;

    WrongRegistrations(Map<String, String> faults) {
        super(faults.entrySet().stream()
                .map(fault -> fault.getKey() + ": " + fault.getValue())
                .collect(Collectors.joining("\n")));
        this.faults = new LinkedHashMap<>(faults);
    }

    /** Returns what is wrong, and what to do, by the names of the properties. */
    public Map<String, String> faults() {
        return Collections.unmodifiableMap(faults);
    }
}
