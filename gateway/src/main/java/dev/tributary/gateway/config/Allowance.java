package dev.tributary.gateway.config;

import java.util.List;
import java.util.Set;

/**
 * What may be done with one key of an application, or with the tokens of its issuer.
 *
 * @param rights what for; no more than the application has
 * @param readOnly whether calls may only read
 * @param from where the request must come from; empty for anywhere
 * @param users for which users; empty for all
 */
public record Allowance(Set<Right> rights, boolean readOnly, List<AddressRange> from, List<UserPattern> users) {

    /** Keeps its own copies. */
    public Allowance {
        rights = Set.copyOf(rights);
        from = List.copyOf(from);
        users = List.copyOf(users);
    }

    /** Allows everything that goes with these rights, from anywhere and for all users. */
    public static Allowance of(Set<Right> rights, boolean readOnly) {
        return new Allowance(rights, readOnly, List.of(), List.of());
    }

    /** Says whether it is for a user. */
    public boolean isFor(String user) {
        return users.isEmpty() || users.stream().anyMatch(pattern -> pattern.matches(user));
    }
}
