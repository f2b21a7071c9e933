package dev.tributary.databases;

import java.util.UUID;

/** Names that nothing else has. */
final class Names {

    private static final int LONGEST = 21;

    private Names() {}

    static String unique() {
        return ("t" + UUID.randomUUID().toString().replace("-", "")).substring(0, LONGEST);
    }

    static String password() {
        return "password-" + UUID.randomUUID();
    }
}
