package dev.tributary.cli.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A few things to do in Confluence, each as the user it is given. Blocking and thread-safe; fails as the client does. */
public final class Wiki {

    private static final int MOST = 20;

    private final GatewayClient gateway;
    private final URI confluence;

    /** Reads and writes through a gateway; {@code confluence} is the address that people click to. */
    public Wiki(GatewayClient gateway, URI confluence) {
        this.gateway = gateway;
        this.confluence = confluence;
    }

    /**
     * A page in a list.
     *
     * @param id its id
     * @param title its title
     * @param space the name of its space
     * @param version its current version
     * @param url where people read it
     */
    public record Page(String id, String title, String space, int version, String url) {}

    /**
     * A space to choose from.
     *
     * @param key its key
     * @param name its name
     * @param url where people see it
     */
    public record Space(String key, String name, String url) {}

    /** Returns the first spaces that the user may see. */
    public List<Space> spaces(String user) {
        return gateway.confluence(user, "GET", "/rest/api/space?limit=" + MOST, null)
                .path("results")
                .valueStream()
                .map(this::space)
                .toList();
    }

    /** Returns the pages changed last that the user may see. */
    public List<Page> pages(String user) {
        return search(user, "type = page order by lastmodified desc");
    }

    /** Returns the pages whose text contains the words. */
    public List<Page> pagesAbout(String user, String words) {
        String text = words.replace("\\", " ").replace("\"", " ").strip();
        return search(user, "type = page and text ~ \"" + text + "\" order by lastmodified desc");
    }

    /** Creates a page out of plain text. */
    public Page create(String user, String space, String title, String text) {
        return page(gateway.confluence(
                user,
                "POST",
                "/rest/api/content",
                Map.of("type", "page", "title", title, "space", Map.of("key", space), "body", storage(text))));
    }

    /** Adds a comment out of plain text. */
    public void comment(String user, String pageId, String text) {
        Map<String, Object> container = Map.of("id", pageId, "type", "page");
        gateway.confluence(
                user,
                "POST",
                "/rest/api/content",
                Map.of("type", "comment", "container", container, "body", storage(text)));
    }

    /** Returns the name Confluence knows the user by: a call that costs little and shows that the connection works. */
    public String whoAmI(String user) {
        return gateway.confluence(user, "GET", "/rest/api/user/current", null)
                .path("displayName")
                .asString("");
    }

    private List<Page> search(String user, String cql) {
        String path = "/rest/api/content/search?expand=space,version&limit=" + MOST + "&cql="
                + URLEncoder.encode(cql, StandardCharsets.UTF_8);
        return gateway.confluence(user, "GET", path, null)
                .path("results")
                .valueStream()
                .map(this::page)
                .toList();
    }

    private Space space(JsonNode space) {
        String key = space.path("key").asString();
        String path = "/display/" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        return new Space(key, space.path("name").asString(), confluence + path);
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
