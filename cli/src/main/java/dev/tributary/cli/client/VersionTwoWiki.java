package dev.tributary.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** In version 2 of the API, which is Cloud's, and in what is left of version 1 there: the search and the current user. */
final class VersionTwoWiki implements Wiki {

    private static final String API = "/wiki/api/v2";
    private static final String OLD = "/wiki/rest/api";

    private final GatewayClient gateway;

    VersionTwoWiki(GatewayClient gateway) {
        this.gateway = gateway;
    }

    @Override
    public List<Space> spaces(String user) {
        return results(user, API + "/spaces?limit=" + MOST)
                .valueStream()
                .map(space -> new Space(
                        space.path("id").asString(), space.path("name").asString(), webui(space)))
                .toList();
    }

    /** A page names its space by an id, and people by a name. */
    @Override
    public List<Page> pages(String user) {
        Map<String, String> names = spaces(user).stream().collect(Collectors.toMap(Space::id, Space::name));
        return results(user, API + "/pages?sort=-modified-date&limit=" + MOST)
                .valueStream()
                .map(page -> page(page, names.getOrDefault(page.path("spaceId").asString(""), "")))
                .toList();
    }

    @Override
    public List<Page> pagesAbout(String user, String words) {
        String cql = URLEncoder.encode(PlainText.query(words), StandardCharsets.UTF_8);
        return results(user, OLD + "/search?expand=content.space,content.version&limit=" + MOST + "&cql=" + cql)
                .valueStream()
                .map(found -> found.path("content"))
                .map(page -> page(page, page.path("space").path("name").asString("")))
                .toList();
    }

    @Override
    public Page create(String user, String space, String title, String text) {
        Map<String, Object> page = Map.of("spaceId", space, "status", "current", "title", title, "body", body(text));
        return page(gateway.confluence(user, "POST", API + "/pages", page), "");
    }

    @Override
    public void comment(String user, String pageId, String text) {
        gateway.confluence(user, "POST", API + "/footer-comments", Map.of("pageId", pageId, "body", body(text)));
    }

    @Override
    public String whoAmI(String user) {
        return gateway.confluence(user, "GET", OLD + "/user/current", null)
                .path("publicName")
                .asString("");
    }

    private JsonNode results(String user, String path) {
        return gateway.confluence(user, "GET", path, null).path("results");
    }

    private static Page page(JsonNode page, String space) {
        return new Page(
                page.path("id").asString(),
                page.path("title").asString(),
                space,
                page.path("version").path("number").asInt(1),
                webui(page));
    }

    private static String webui(JsonNode thing) {
        return thing.path("_links").path("webui").asString("");
    }

    private static Map<String, String> body(String text) {
        return Map.of("representation", "storage", "value", PlainText.storage(text));
    }
}
