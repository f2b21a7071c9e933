package dev.tributary.confluence;

import java.util.List;
import java.util.Map;

/** Labels as they are sent. */
final class Labels {

    private Labels() {}

    static List<Map<String, String>> json(List<String> names) {
        return names.stream()
                .map(name -> Map.of("prefix", "global", "name", name))
                .toList();
    }
}
