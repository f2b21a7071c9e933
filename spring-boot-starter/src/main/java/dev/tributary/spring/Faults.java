package dev.tributary.spring;

import dev.tributary.model.Misconfigured;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with the settings, collected so that all of it is said at one start. Of two faults of a property the first counts. */
final class Faults {

    private final LinkedHashMap<String, String> byProperty = new LinkedHashMap<>();

    void add(String property, String whatAndRemedy) {
        byProperty.putIfAbsent(property, whatAndRemedy);
    }

    /** Returns what is made of a property; nothing, and a fault, where that cannot be. */
    <T> Optional<T> of(String property, Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (Misconfigured e) {
            add(property, SettingAnalyzer.said(e));
        } catch (IllegalArgumentException e) {
            add(property, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** Tries something that a property has to allow. */
    void check(String property, Runnable step) {
        of(property, () -> {
            step.run();
            return true;
        });
    }

    void throwIfAny() {
        if (!byProperty.isEmpty()) {
            throw new WrongSettings(byProperty);
        }
    }
}
