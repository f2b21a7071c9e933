package dev.tributary.gateway.proxy;

import java.net.URI;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An application that has shown its key or a user's token, as far as calls concern it. Nothing is allowed that is not said here.
 *
 * @param app the application's name
 * @param mayProxy whether it has the right {@code proxy}
 * @param sites the sites it may call, by id, each with what it may do there
 * @param connectPage the application's own page where its users connect; absent for none
 * @param subject the user whose token was shown, who is the only one it speaks for; absent for a key
 * @param users for which users it speaks
 */
public record Caller(
        String app,
        boolean mayProxy,
        Map<String, PathPolicy> sites,
        @Nullable URI connectPage,
        @Nullable String subject,
        Predicate<String> users) {

    /** Keeps its own copy of the sites. */
    public Caller {
        sites = Map.copyOf(sites);
    }

    /** An application that speaks for all its users. */
    public Caller(String app, boolean mayProxy, Map<String, PathPolicy> sites, @Nullable URI connectPage) {
        this(app, mayProxy, sites, connectPage, null, user -> true);
    }

    /** Says whether it speaks for a user. */
    boolean speaksFor(String user) {
        return users.test(user);
    }
}
