package dev.tributary.gateway.config;

import java.util.Set;

/** The names by which a machine calls itself, and nobody else calls it. */
public final class ThisMachine {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private ThisMachine() {}

    /** Says whether a host, as a URL or a Host field has it, is this very machine. */
    public static boolean is(String host) {
        return NAMES.contains(host);
    }
}
