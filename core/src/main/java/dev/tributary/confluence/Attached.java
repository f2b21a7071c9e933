package dev.tributary.confluence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What an attachment says of where it is, which the editions say in different words. */
final class Attached {

    /** Every edition has the page's id in the link for browsers. */
    private static final Pattern LINK = Pattern.compile("/download/(?:attachments|thumbnails)/([^/?#]+)/");

    private Attached() {}

    /** Returns the id of the page. Throws {@link IllegalArgumentException} where nothing tells. */
    static String page(Content attachment) {
        Matcher link = LINK.matcher(link(attachment));
        if (!link.find()) {
            throw unknown();
        }
        return link.group(1);
    }

    /** Returns the link for browsers. Throws {@link IllegalArgumentException} where there is none. */
    static String link(Content attachment) {
        JsonNode raw = attachment.raw();
        return Stream.of(raw.path("_links").path("download"), raw.path("downloadLink"))
                .map(link -> link.asString(""))
                .filter(link -> !link.isEmpty())
                .findFirst()
                .orElseThrow(Attached::unknown);
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "This is no attachment as Confluence lists them. Take it from attachments(pageId), or from what attach returned.");
    }
}
