package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a request for one piece of content wants to have with it. */
record Inclusions(Shelf shelf, PropertyStore properties) {

    Map<String, Object> add(Request request, Content content, String path, Map<String, Object> json) {
        View view = shelf.view();
        if (Query.is(request, "include-labels")) {
            put(json, path, "labels", content.labels().stream().map(View::label).toList());
        }
        if (Query.is(request, "include-properties")) {
            put(
                    json,
                    path,
                    "properties",
                    properties.of(content.id()).stream().map(properties::render).toList());
        }
        if (Query.is(request, "include-operations")) {
            put(json, path, "operations", operations(request, content));
        }
        if (Query.is(request, "include-versions")) {
            put(
                    json,
                    path,
                    "versions",
                    content.versions().stream().map(view::version).toList());
        }
        if (Query.is(request, "include-likes")) {
            put(json, path, "likes", List.of());
        }
        if (Query.is(request, "include-favorited-by-current-user-status")) {
            json.put("isFavoritedByCurrentUser", false);
        }
        return json;
    }

    List<Map<String, Object>> operations(Request request, Content content) {
        String type = content.type().name().toLowerCase(Locale.ROOT);
        boolean changes = shelf.archive().permissions().mayChange(shelf.viewer(request), content);
        return (changes ? List.of("read", "update", "delete") : List.of("read"))
                .stream()
                        .map(operation -> Map.<String, Object>of("operation", operation, "targetType", type))
                        .toList();
    }

    private static void put(Map<String, Object> json, String path, String name, List<?> results) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("results", results);
        inner.put("meta", Map.of("hasMore", false));
        inner.put("_links", Map.of("self", "/wiki" + path + "/" + name));
        json.put(name, inner);
    }
}
