package dev.tributary.confluence;

import dev.tributary.deployment.AccountFields;
import dev.tributary.model.Account;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The operations in version 1 of the API, which is Data Center's.
 *
 * @see <a href="https://developer.atlassian.com/server/confluence/confluence-server-rest-api/">Confluence REST API</a>
 */
final class VersionOne implements Operations {

    private static final String CONTENT = "/rest/api/content";
    private static final String IN_LISTS = "limit=50&expand=space,version";
    private static final String IN_FULL = "expand=space,version,body.storage";

    private final Rest rest;

    VersionOne(Rest rest) {
        this.rest = rest;
    }

    @Override
    public Account currentUser() {
        JsonNode user = rest.get("/rest/api/user/current");
        AccountFields fields = AccountFields.CONFLUENCE;
        return new Account(
                user.path(fields.id()).asString(""),
                user.path(fields.username()).asString(""),
                user.path(fields.displayName()).asString(""));
    }

    @Override
    public Stream<Space> spaces() {
        return rest.list("/rest/api/space?limit=50", Space::of);
    }

    @Override
    public Stream<Content> search(String cql) {
        return rest.list(CONTENT + "/search?cql=" + PercentCode.encode(cql) + "&" + IN_LISTS, Content::of);
    }

    /** Nothing is listed of a space that is not there, as of an empty one; asking for the space tells them apart. */
    @Override
    public Stream<Content> pages(String space) {
        String key = PercentCode.encode(space);
        Iterator<Content> pages = rest.list(CONTENT + "?type=page&spaceKey=" + key + "&" + IN_LISTS, Content::of)
                .iterator();
        if (!pages.hasNext()) {
            rest.get("/rest/api/space/" + key);
        }
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED), false);
    }

    @Override
    public Stream<Content> children(String pageId) {
        return rest.list(at(pageId, "/child/page?" + IN_LISTS), Content::of);
    }

    @Override
    public Content page(String id) {
        String target = at(id, "?" + IN_FULL);
        return content("GET", target, rest.get(target));
    }

    @Override
    public Content createPage(NewPage page) {
        return posted(CONTENT + "?" + IN_FULL, page.json());
    }

    @Override
    public Content updatePage(Content read, String title, String body) {
        Map<String, Object> change = Map.of(
                "type", read.type(),
                "title", title,
                "version", Map.of("number", read.version() + 1),
                "body", StorageFormat.json(body));
        String target = at(read.id(), "?" + IN_FULL);
        return content("PUT", target, rest.send("PUT", target, change));
    }

    @Override
    public void deletePage(String id) {
        rest.delete(at(id, ""));
    }

    @Override
    public Stream<Content> comments(String pageId) {
        return rest.list(at(pageId, "/child/comment?limit=50&" + IN_FULL), Content::of);
    }

    @Override
    public Content comment(String pageId, String body) {
        return posted(
                CONTENT,
                Map.of(
                        "type", "comment",
                        "container", Map.of("type", "page", "id", pageId),
                        "body", StorageFormat.json(body)));
    }

    @Override
    public Stream<Content> attachments(String pageId) {
        return rest.list(at(pageId, "/child/attachment?" + IN_LISTS), Content::of);
    }

    @Override
    public Content attach(String pageId, Upload upload) {
        String target = at(pageId, "/child/attachment");
        JsonNode answer = rest.json(Multipart.request(target, upload));
        return content("POST", target, answer.path("results").path(0));
    }

    @Override
    public Content updateAttachment(Content attachment, Upload upload) {
        String target = at(Attached.page(attachment), Multipart.dataOf(attachment));
        return content("POST", target, rest.json(Multipart.request(target, upload)));
    }

    @Override
    public Download download(Content attachment) {
        return rest.download(attachment);
    }

    @Override
    public Stream<String> labels(String pageId) {
        return rest.list(
                at(pageId, "/label?limit=50"),
                (label, home) -> label.path("name").asString(""));
    }

    @Override
    public void addLabels(String pageId, List<String> names) {
        rest.send("POST", at(pageId, "/label"), Labels.json(names));
    }

    private Content posted(String target, Object json) {
        return content("POST", target, rest.send("POST", target, json));
    }

    private Content content(String method, String target, JsonNode raw) {
        return Content.of(rest.identified(method, target, raw), rest.home());
    }

    private static String at(String id, String path) {
        return CONTENT + "/" + PercentCode.encode(id) + path;
    }
}
