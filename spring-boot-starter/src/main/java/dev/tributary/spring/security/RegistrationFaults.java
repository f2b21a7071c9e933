package dev.tributary.spring.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What keeps registrations from being bridged, collected so that all of it is said at one start. */
final class RegistrationFaults {

    private final Map<String, String> byProperty = new LinkedHashMap<>();

    /** Returns the name of a property of the bridge's that speaks of a registration. */
    static String property(String registrationId, String hint) {
        return "tributary.bridge.registrations." + registrationId + "." + hint;
    }

    /** Of two faults of a property the first counts. */
    void add(String property, String whatAndRemedy) {
        byProperty.putIfAbsent(property, whatAndRemedy);
    }

    /** Returns what is made of a property; nothing, and a fault, where that cannot be. */
    <T> Optional<T> of(String property, Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (IllegalArgumentException e) {
            add(property, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    void throwIfAny() {
        if (!byProperty.isEmpty()) {
            throw new WrongRegistrations(byProperty);
        }
    }
}
