package dev.tributary.confluence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page to be made.
 *
 * @param space the key of its space
 * @param title its title, unlike any other in the space
 * @param body its body in storage format, which is XHTML with Confluence's own elements
 * @param parent the id of the page above it; absent for the top of the space
 */
public record NewPage(
        String space, String title, String body, @Nullable String parent) {

    /** A page at the top of a space. */
    public NewPage(String space, String title, String body) {
        this(space, title, body, null);
    }

    Map<String, Object> json() {
        Map<String, Object> page = new HashMap<>(Map.of(
                "type", "page", "title", title, "space", Map.of("key", space), "body", StorageFormat.json(body)));
        if (parent != null) {
            page.put("ancestors", List.of(Map.of("id", parent)));
        }
        return page;
    }
}
