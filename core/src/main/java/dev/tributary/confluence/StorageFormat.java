package dev.tributary.confluence;

import java.util.Map;

final class StorageFormat {

    private StorageFormat() {}

    static Map<String, Object> json(String xhtml) {
        return Map.of("storage", Map.of("value", xhtml, "representation", "storage"));
    }
}
