package dev.tributary.spring.fault;

import dev.tributary.model.Misconfigured;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What is wrong with the settings, collected so that all of it is said at one start. Not thread-safe. */
public final class Faults {

    private final Map<String, String> byProperty = new LinkedHashMap<>();

    /** Begins with none. */
    public Faults() {}

    /** Adds what is wrong with a property, and what to do about it. Of two faults of a property the first counts. */
    public void add(String property, String whatAndRemedy) {
        byProperty.putIfAbsent(property, whatAndRemedy);
    }

    /** Returns what is made of a property; nothing, and a fault, where that cannot be. */
    public <T> Optional<T> of(String property, Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (Misconfigured e) {
            add(property, said(e));
        } catch (IllegalArgumentException e) {
            add(property, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** Tries something that a property has to allow. */
    public void check(String property, Runnable step) {
        of(property, () -> {
            step.run();
            return true;
        });
    }

    /** Adds to each fault what else there is to say of its property. */
    public void addToEach(UnaryOperator<String> ofProperty) {
        byProperty.replaceAll((property, fault) -> fault + ofProperty.apply(property));
    }

    /** Throws {@link WrongSettings} with all that was added. */
    public void throwIfAny() {
        if (!byProperty.isEmpty()) {
            throw new WrongSettings(byProperty);
        }
    }

    /** Returns what the library says is wrong, without the name that it has for the setting. */
    public static String said(Misconfigured wrong) {
        return wrong.getMessage().substring(wrong.key().length()).replaceFirst("^: ", "");
    }
}
