package dev.tributary.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Names of header fields, whose case does not count; asking for one copies nothing. Immutable and thread-safe. */
final class FieldNames {

    private final MultiMap names = HttpHeaders.headers();

    private FieldNames() {}

    static FieldNames of(String... names) {
        FieldNames all = new FieldNames();
        for (String name : names) {
            all.names.add(name, "");
        }
        return all;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Says whether a name begins so, whatever its case. */
    static boolean begins(String name, String with) {
        return name.regionMatches(true, 0, with, 0, with.length());
    }
}
