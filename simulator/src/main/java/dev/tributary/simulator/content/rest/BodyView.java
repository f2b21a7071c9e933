package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.StorageFormat;
import java.util.Map;

/** Bodies as JSON, in each representation that is asked for. */
final class BodyView {
    private BodyView() {}

    static Map<String, Object> render(Content content, Expand formats) {
        String view = StorageFormat.view(content.body());
        return new Parts(formats)
                .part("storage", "", inner -> body(content, "storage", content.body()))
                .part("view", "", inner -> body(content, "view", view))
                .part("export_view", "", inner -> body(content, "export_view", view))
                .part(
                        "styled_view",
                        "",
                        inner -> body(content, "styled_view", "<html><body>" + view + "</body></html>"))
                .part("anonymous_export_view", "", inner -> body(content, "anonymous_export_view", view))
                .part("editor", "", inner -> body(content, "editor", content.body()))
                .done();
    }

    private static Map<String, Object> body(Content content, String representation, String value) {
        return new Parts(Expand.NOTHING)
                .put("value", value)
                .put("representation", representation)
                .part("content", Links.content(content), unused -> Map.of())
                .done();
    }
}
