package dev.tributary.cli.portal;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The few things the portal does in Confluence, as the user it is given. */
final class Wiki {

    private static final int MOST = 20;

    private final GatewayClient gateway;
    private final URI confluence;

    Wiki(GatewayClient gateway, URI confluence) {
        this.gateway = gateway;
        this.confluence = confluence;
    }

    /** A page in a list. */
    record Page(String id, String title, String space, int version, String url) {}

    /** A space to choose from. */
    record Space(String key, String name) {}

    List<Space> spaces(String user) {
        return gateway.read(user, "/rest/api/space?limit=" + MOST)
                .path("results")
                .valueStream()
                .map(space -> new Space(
                        space.path("key").asString(), space.path("name").asString()))
                .toList();
    }

    List<Page> pages(String user) {
        return search(user, "type = page order by lastmodified desc");
    }

    List<Page> pagesAbout(String user, String words) {
        String text = words.replace("\\", " ").replace("\"", " ").strip();
        return search(user, "type = page and text ~ \"" + text + "\" order by lastmodified desc");
    }

    Page create(String user, String space, String title, String text) {
        return page(gateway.confluence(
                user,
                "POST",
                "/rest/api/content",
                Map.of("type", "page", "title", title, "space", Map.of("key", space), "body", storage(text))));
    }

    void comment(String user, String pageId, String text) {
        Map<String, Object> container = Map.of("id", pageId, "type", "page");
        gateway.confluence(
                user,
                "POST",
                "/rest/api/content",
                Map.of("type", "comment", "container", container, "body", storage(text)));
    }

    /** A call that costs Confluence little and shows that the connection works. */
    String whoAmI(String user) {
        return gateway.read(user, "/rest/api/user/current").path("displayName").asString("");
    }

    private List<Page> search(String user, String cql) {
        String path = "/rest/api/content/search?expand=space,version&limit=" + MOST + "&cql="
                + URLEncoder.encode(cql, StandardCharsets.UTF_8);
        return gateway.read(user, path)
                .path("results")
                .valueStream()
                .map(this::page)
                .toList();
    }

    private Page page(JsonNode content) {
        return new Page(
                content.path("id").asString(),
                content.path("title").asString(),
                content.path("space").path("name").asString(""),
                content.path("version").path("number").asInt(1),
                confluence + "/pages/viewpage.action?pageId="
                        + content.path("id").asString());
    }

    private static Map<String, Object> storage(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String html =
                "<p>" + escaped.replace("\r\n", "\n").replace("\n\n", "</p><p>").replace("\n", "<br/>") + "</p>";
        return Map.of("storage", Map.of("value", html, "representation", "storage"));
    }
}
