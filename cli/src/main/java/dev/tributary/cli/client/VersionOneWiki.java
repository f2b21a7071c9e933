package dev.tributary.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** In version 1 of the API, which is Data Center's. */
final class VersionOneWiki implements Wiki {

    private static final String CONTENT = "/rest/api/content";

    private final GatewayClient gateway;

    VersionOneWiki(GatewayClient gateway) {
        this.gateway = gateway;
    }

    @Override
    public List<Space> spaces(String user) {
        return gateway.confluence(user, "GET", "/rest/api/space?limit=" + MOST, null)
                .path("results")
                .valueStream()
                .map(VersionOneWiki::space)
                .toList();
    }

    @Override
    public List<Page> pages(String user) {
        return search(user, "type = page order by lastmodified desc");
    }

    @Override
    public List<Page> pagesAbout(String user, String words) {
        return search(user, PlainText.query(words));
    }

    @Override
    public Page create(String user, String space, String title, String text) {
        return page(gateway.confluence(
                user,
                "POST",
                CONTENT,
                Map.of("type", "page", "title", title, "space", Map.of("key", space), "body", body(text))));
    }

    @Override
    public void comment(String user, String pageId, String text) {
        Map<String, Object> container = Map.of("id", pageId, "type", "page");
        gateway.confluence(
                user, "POST", CONTENT, Map.of("type", "comment", "container", container, "body", body(text)));
    }

    @Override
    public String whoAmI(String user) {
        return gateway.confluence(user, "GET", "/rest/api/user/current", null)
                .path("displayName")
                .asString("");
    }

    private List<Page> search(String user, String cql) {
        String path = CONTENT + "/search?expand=space,version&limit=" + MOST + "&cql="
                + URLEncoder.encode(cql, StandardCharsets.UTF_8);
        return gateway.confluence(user, "GET", path, null)
                .path("results")
                .valueStream()
                .map(VersionOneWiki::page)
                .toList();
    }

    private static Space space(JsonNode space) {
        String key = space.path("key").asString();
        return new Space(
                key, space.path("name").asString(), "/display/" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    private static Page page(JsonNode content) {
        String id = content.path("id").asString();
        return new Page(
                id,
                content.path("title").asString(),
                content.path("space").path("name").asString(""),
                content.path("version").path("number").asInt(1),
                "/pages/viewpage.action?pageId=" + id);
    }

    private static Map<String, Object> body(String text) {
        return Map.of("storage", Map.of("value", PlainText.storage(text), "representation", "storage"));
    }
}
