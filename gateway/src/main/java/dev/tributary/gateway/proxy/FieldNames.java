package dev.tributary.gateway.proxy;

import java.util.ArrayList;
import java.util.List;

/**
 * Names of header fields, whose case does not count; asking for one copies nothing. By length, since hardly two are equally long, and a
 * comparison ends with the first letter then. Immutable and thread-safe.
 */
final class FieldNames {

    private final List<List<String>> byLength;

    private FieldNames(List<List<String>> byLength) {
        this.byLength = byLength;
    }

    static FieldNames of(String... names) {
        List<List<String>> byLength = new ArrayList<>();
        for (String name : names) {
            while (byLength.size() <= name.length()) {
                byLength.add(new ArrayList<>());
            }
            byLength.get(name.length()).add(name);
        }
        return new FieldNames(byLength.stream().map(List::copyOf).toList());
    }

    boolean has(String name) {
        if (name.length() < byLength.size()) {
            List<String> candidates = byLength.get(name.length());
            for (int i = 0; i < candidates.size(); i++) {
                if (candidates.get(i).equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Says whether a name ends so, whatever its case. */
    static boolean ends(String name, String with) {
        return name.regionMatches(true, name.length() - with.length(), with, 0, with.length());
    }

    /** Says whether a name begins so, whatever its case. */
    static boolean begins(String name, String with) {
        return name.regionMatches(true, 0, with, 0, with.length());
    }
}
