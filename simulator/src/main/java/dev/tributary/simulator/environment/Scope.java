package dev.tributary.simulator.environment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token may do. Each scope contains those before it. */
public enum Scope {
    /** View what the user may view. */
    READ("View projects, spaces and content"),
    /** Create and change what the user may. */
    WRITE("Create, update and delete content"),
    /** Administer, where the user may. */
    ADMIN("Administer the instance"),
    /** Administer the system, where the user may. */
    SYSTEM_ADMIN("Administer the system");

    private final String description;

    Scope(String description) {
        this.description = description;
    }

    /** Returns what the consent page says about it. */
    public String description() {
        return description;
    }

    /** Tells whether this scope allows what the other does. */
    public boolean includes(Scope other) {
        return compareTo(other) >= 0;
    }

    /** Returns the scope of that name, which is in capitals. */
    public static Optional<Scope> named(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.name().equals(name))
                .findFirst();
    }

    /** Returns the name as a page writes it, such as {@code System admin}. */
    public String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
