package dev.tributary.simulator.content.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A JSON object in the making: each part is either written out or named in {@code _expandable}. */
final class Parts {
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final Map<String, Object> expandable = new LinkedHashMap<>();
    private final Expand expand;

    Parts(Expand expand) {
        this.expand = expand;
    }

    Parts put(String name, Object value) {
        json.put(name, value);
        return this;
    }

    /**
     * Adds a part that is written out on demand only.
     *
     * @param link where it can be had alone; empty when nowhere
     */
    Parts part(String name, String link, Function<Expand, Object> value) {
        if (expand.has(name)) {
            json.put(name, value.apply(expand.in(name)));
        } else {
            expandable.put(name, link);
        }
        return this;
    }

    Map<String, Object> done(Map<String, Object> links) {
        json.put("_links", links);
        json.put("_expandable", expandable);
        return json;
    }

    /** The object without links of its own. */
    Map<String, Object> done() {
        json.put("_expandable", expandable);
        return json;
    }
}
