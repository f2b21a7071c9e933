package dev.tributary.confluence;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Compares the name in {@code X-AUSERNAME} with an account's. Atlassian's products percent-encode what a header cannot carry,
 * others send UTF-8 as it is, which arrives as Latin-1. The case of A to Z is ignored, as no two accounts differ in it alone.
 * A name that does not match is not yet another user: it may be the same one after a rename, which the lasting id tells.
 */
final class ServedName {

    private ServedName() {}

    static boolean isThatOf(String username, String served) {
        if (username.equals(served)) {
            return true;
        }
        String expected = lower(username);
        return Stream.of(served, utf8(served), PercentCode.decode(served))
                .anyMatch(form -> lower(form).equals(expected));
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Folds A to Z only: folding beyond ASCII makes one name of two, such as k and the Kelvin sign. */
    private static String lower(String name) {
        return name.codePoints()
                .map(c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
