package dev.tributary.confluence;

import dev.tributary.deployment.AccountFields;
import dev.tributary.model.Account;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The operations in version 2 of the API, which is Cloud's, and in what is left of version 1 there: the search, the current
 * user, adding labels and attachments.
 *
 * @see <a href="https://developer.atlassian.com/cloud/confluence/rest/v2/intro/">Confluence Cloud REST API v2</a>
 */
final class VersionTwo implements Operations {

    private static final String API = "/wiki/api/v2";
    private static final String OLD = "/wiki/rest/api";
    private static final String BATCH = "limit=50";
    private static final String IN_FULL = "body-format=storage";

    private final Rest rest;
    private final SpaceKeys spaces;

    VersionTwo(Rest rest) {
        this.rest = rest;
        this.spaces = new SpaceKeys(rest);
    }

    @Override
    public Account currentUser() {
        JsonNode user = rest.get(OLD + "/user/current");
        AccountFields fields = AccountFields.CONFLUENCE_CLOUD;
        return new Account(
                user.path(fields.id()).asString(""),
                user.path(fields.username()).asString(""),
                user.path(fields.displayName()).asString(""));
    }

    @Override
    public Stream<Space> spaces() {
        return rest.list(API + "/spaces?" + BATCH, Space::of);
    }

    @Override
    public Stream<Content> search(String cql) {
        return rest.list(
                OLD + "/search?cql=" + PercentCode.encode(cql) + "&" + BATCH + "&expand=content.space,content.version",
                (found, home) -> Content.of(found.path("content"), home));
    }

    @Override
    public Stream<Content> pages(String space) {
        return rest.list(
                API + "/spaces/" + spaces.id(space) + "/pages?" + BATCH, (raw, home) -> page(raw, home, space));
    }

    @Override
    public Stream<Content> children(String pageId) {
        return rest.list(at("/pages", pageId, "/children?" + BATCH), (raw, home) -> page(raw, home, null));
    }

    @Override
    public Content page(String id) {
        return page("GET", at("/pages", id, "?" + IN_FULL), null);
    }

    @Override
    public Content createPage(NewPage page) {
        Map<String, Object> json = new HashMap<>(Map.of(
                "spaceId", spaces.id(page.space()),
                "status", "current",
                "title", page.title(),
                "body", body(page.body())));
        if (page.parent() != null) {
            json.put("parentId", page.parent());
        }
        return page("POST", API + "/pages", json);
    }

    @Override
    public Content updatePage(Content read, String title, String body) {
        Map<String, Object> json = Map.of(
                "id", read.id(),
                "status", "current",
                "title", title,
                "version", Map.of("number", read.version() + 1),
                "body", body(body));
        return page("PUT", at("/pages", read.id(), ""), json);
    }

    @Override
    public void deletePage(String id) {
        rest.delete(at("/pages", id, ""));
    }

    @Override
    public Stream<Content> comments(String pageId) {
        return rest.list(
                at("/pages", pageId, "/footer-comments?" + BATCH + "&" + IN_FULL),
                (raw, home) -> TwoContent.of("comment", raw, home, null));
    }

    @Override
    public Content comment(String pageId, String body) {
        String target = API + "/footer-comments";
        JsonNode answer = rest.send("POST", target, Map.of("pageId", pageId, "body", body(body)));
        return TwoContent.of("comment", rest.identified("POST", target, answer), rest.home(), null);
    }

    @Override
    public Stream<Content> attachments(String pageId) {
        return rest.list(
                at("/pages", pageId, "/attachments?" + BATCH),
                (raw, home) -> TwoContent.of("attachment", raw, home, null));
    }

    @Override
    public Content attach(String pageId, Upload upload) {
        String target = oldAt(pageId, "/child/attachment");
        JsonNode answer = rest.json(Multipart.request(target, upload));
        return Content.of(rest.identified("POST", target, answer.path("results").path(0)), rest.home());
    }

    @Override
    public Content updateAttachment(Content attachment, Upload upload) {
        String target = oldAt(Attached.page(attachment), Multipart.dataOf(attachment));
        JsonNode answer = rest.json(Multipart.request(target, upload));
        return Content.of(rest.identified("POST", target, answer), rest.home());
    }

    /** The link for browsers takes no tokens. */
    @Override
    public Download download(Content attachment) {
        return rest.downloaded(oldAt(
                Attached.page(attachment), "/child/attachment/" + PercentCode.encode(attachment.id()) + "/download"));
    }

    @Override
    public Stream<String> labels(String pageId) {
        return rest.list(
                at("/pages", pageId, "/labels?" + BATCH),
                (label, home) -> label.path("name").asString(""));
    }

    @Override
    public void addLabels(String pageId, List<String> names) {
        rest.send("POST", oldAt(pageId, "/label"), Labels.json(names));
    }

    private Content page(String method, String target, @Nullable Object json) {
        JsonNode answer = json == null ? rest.get(target) : rest.send(method, target, json);
        return page(rest.identified(method, target, answer), rest.home(), null);
    }

    /** A page names its space by an id, and people by a key. */
    private Content page(JsonNode raw, URI home, @Nullable String key) {
        String spaceId = raw.path("spaceId").asString("");
        return TwoContent.of("page", raw, home, key != null ? key : spaces.key(spaceId));
    }

    private static String at(String kind, String id, String rest) {
        return API + kind + "/" + PercentCode.encode(id) + rest;
    }

    private static String oldAt(String id, String rest) {
        return OLD + "/content/" + PercentCode.encode(id) + rest;
    }

    private static Map<String, String> body(String xhtml) {
        return Map.of("representation", "storage", "value", xhtml);
    }
}
