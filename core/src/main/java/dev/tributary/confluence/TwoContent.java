package dev.tributary.confluence;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads content as version 2 of the API gives it. */
final class TwoContent {

    private TwoContent() {}

    static Content of(String type, JsonNode raw, URI home, @Nullable String space) {
        return new Content(
                raw.path("id").asString(""),
                type,
                raw.path("title").asString(""),
                space,
                raw.path("version").path("number").asInt(0),
                raw.path("body").path("storage").path("value").asStringOpt().orElse(null),
                Links.page(raw.path("_links").path("webui").asString(""), home),
                raw);
    }
}
