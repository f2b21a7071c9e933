package dev.tributary.simulator.cloud;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One line of {@code rules.txt}: a route, what becomes of it at the API host, and the scopes that open it.
 *
 * @param route the method and the path within the product
 * @param fate whether it is there
 * @param alternatives sets of scopes of which one has to be there wholly: classic and granular ones
 */
record ScopeRule(String route, Fate fate, List<Set<String>> alternatives) {

    /** What became of version 1. */
    enum Fate {
        /** It is there. */
        STAYS,
        /** Public sources do not say. */
        OPEN,
        /** It answers 410. */
        GOES
    }

    static ScopeRule of(String line) {
        String[] columns = line.split(" ", 4);
        List<Set<String>> alternatives = Arrays.stream(columns[3].split(" \\| ", -1))
                .map(each -> Set.of(each.split(" ", -1)))
                .toList();
        return new ScopeRule(columns[0] + " " + columns[1], Fate.valueOf(columns[2]), alternatives);
    }

    boolean isMetBy(Set<String> scopes) {
        return alternatives.stream().anyMatch(scopes::containsAll);
    }

    boolean isDownload() {
        return route.endsWith("/download");
    }
}
