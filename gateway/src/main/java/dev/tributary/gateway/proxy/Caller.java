package dev.tributary.gateway.proxy;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An application that has shown its key, as far as calls concern it. Nothing is allowed that is not said here.
 *
 * @param app the application's name
 * @param mayProxy whether it has the right {@code proxy}
 * @param sites the sites it may call, by id, each with what it may do there
 * @param connectPage the application's own page where its users connect; absent for none
 */
public record Caller(
        String app,
        boolean mayProxy,
        Map<String, PathPolicy> sites,
        @Nullable URI connectPage) {

    /** Keeps its own copy of the sites. */
    public Caller {
        sites = Map.copyOf(sites);
    }
}
