package dev.tributary.simulator.content.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels as JSON. */
final class LabelView {
    private LabelView() {}

    static Map<String, Object> render(String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("prefix", "global");
        json.put("name", name);
        json.put("id", String.valueOf(1_000_000 + Math.floorMod(name.hashCode(), 1_000_000)));
        json.put("label", name);
        return json;
    }
}
