package dev.tributary.confluence;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A page, blog post, comment or attachment. All of it is what somebody wrote: escape it wherever it is shown.
 *
 * @param id its id
 * @param type {@code page}, {@code blogpost}, {@code comment} or {@code attachment}
 * @param title its title
 * @param space the key of its space; absent where the answer does not say
 * @param version its version; 0 where the answer does not say
 * @param body its body in storage format; absent in lists
 * @param link where people read it
 * @param raw everything that Confluence said about it
 */
public record Content(
        String id,
        String type,
        String title,
        @Nullable String space,
        int version,
        @Nullable String body,
        URI link,
        JsonNode raw) {

    static Content of(JsonNode raw, URI baseUrl) {
        return new Content(
                raw.path("id").asString(""),
                raw.path("type").asString(""),
                raw.path("title").asString(""),
                raw.path("space").path("key").asStringOpt().orElse(null),
                raw.path("version").path("number").asInt(0),
                raw.path("body").path("storage").path("value").asStringOpt().orElse(null),
                Links.page(raw.path("_links").path("webui").asString(""), baseUrl),
                raw);
    }
}
