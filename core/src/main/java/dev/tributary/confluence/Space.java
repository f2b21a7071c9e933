package dev.tributary.confluence;

import java.net.URI;
import tools.jackson.databind.JsonNode;

/**
 * A space. Its name is what somebody wrote: escape it wherever it is shown.
 *
 * @param key its key
 * @param name its name
 * @param link where people find it
 * @param raw everything that Confluence said about it
 */
public record Space(String key, String name, URI link, JsonNode raw) {

    static Space of(JsonNode raw, URI baseUrl) {
        return new Space(
                raw.path("key").asString(""),
                raw.path("name").asString(""),
                Links.page(raw.path("_links").path("webui").asString(""), baseUrl),
                raw);
    }
}
