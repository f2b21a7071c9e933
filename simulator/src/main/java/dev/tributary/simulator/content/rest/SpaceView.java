package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Space;
import java.util.LinkedHashMap;
import java.util.Map;

/** Spaces as JSON. */
record SpaceView(Links links) {
    Map<String, Object> render(Space space, Expand expand) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("webui", links.dialect().web(space));
        own.put("self", links.base() + Links.space(space.key()));
        return new Parts(expand)
                .put("id", space.id())
                .put("key", space.key())
                .put("name", space.name())
                .put("status", "current")
                .put("type", "global")
                .part("metadata", "", unused -> Map.of())
                .part("icon", "", unused -> icon())
                .part("description", "", formats -> description(space, formats))
                .part("retentionPolicy", "", unused -> Map.of())
                .part(
                        "homepage",
                        Links.API + "/content/" + space.homepageId(),
                        unused -> Map.of("id", space.homepageId()))
                .done(own);
    }

    private Map<String, Object> icon() {
        Map<String, Object> icon = new LinkedHashMap<>();
        icon.put("path", links.environment().baseUrl().getPath() + "/images/logo/default-space-logo.svg");
        icon.put("width", 48);
        icon.put("height", 48);
        icon.put("isDefault", true);
        return icon;
    }

    private static Map<String, Object> description(Space space, Expand formats) {
        return new Parts(formats)
                .part("plain", "", unused -> text("plain", space.description()))
                .part("view", "", unused -> text("view", "<p>" + space.description() + "</p>"))
                .done();
    }

    private static Map<String, Object> text(String representation, String value) {
        return Map.of("representation", representation, "value", value);
    }
}
