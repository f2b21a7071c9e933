package dev.tributary.confluence;

import dev.tributary.deployment.AccountFields;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Confluence, as one connection's user sees it.
 *
 * <p>Thread-safe; every method blocks until Confluence has answered, at most about a minute for each request, and a little
 * longer when the token has to be renewed. An answer is returned only when the connection's own user was served. Every method
 * throws
 *
 * <ul>
 *   <li>{@link dev.tributary.model.NotConnected} or {@link dev.tributary.model.GrantEnded} when the user has to connect;
 *   <li>{@link dev.tributary.model.ServedAsAnother} when Confluence served nobody or somebody else in spite of the token;
 *   <li>{@link dev.tributary.model.RateLimited} and {@link dev.tributary.model.Unavailable} when a later try may succeed;
 *   <li>{@link dev.tributary.model.Misconfigured} when an operator has to act, also when a login page or a proxy answers;
 *   <li>except from {@link #call}: {@link dev.tributary.model.CallRefused} and {@link dev.tributary.model.ScopeMissing}
 *       when Confluence says no.
 * </ul>
 *
 * @see <a href="https://developer.atlassian.com/server/confluence/confluence-server-rest-api/">Confluence REST API</a>
 */
public final class Confluence {

    private static final String CONTENT = "/rest/api/content";
    private static final String IN_LISTS = "limit=50&expand=space,version";
    private static final String IN_FULL = "expand=space,version,body.storage";

    private final Connection connection;
    private final ConfluenceServices services;
    private final Calls calls;

    /** Takes whose Confluence it is, and the engine's services. The connection may be an older view of itself. */
    public Confluence(Connection connection, ConfluenceServices services) {
        this.connection = connection;
        this.services = services;
        this.calls = new Calls(services);
    }

    /** Returns the answer to any request, whatever its status. */
    public HttpAnswer call(ConfluenceRequest request) {
        return calls.send(connection.id(), request).answer();
    }

    /** Returns the JSON that answers any request; a missing node for an empty answer. */
    public JsonNode json(ConfluenceRequest request) {
        return JsonAnswers.read(calls.send(connection.id(), request));
    }

    /** Returns whom Confluence serves: the connection's account, as it is called now. */
    public Account currentUser() {
        JsonNode user = json(ConfluenceRequest.get("/rest/api/user/current"));
        AccountFields fields = AccountFields.CONFLUENCE;
        return new Account(
                user.path(fields.id()).asString(""),
                user.path(fields.username()).asString(""),
                user.path(fields.displayName()).asString(""));
    }

    /** Returns the spaces that the user may see. The stream fetches as it is read, so reading it throws as said above. */
    public Stream<Space> spaces() {
        return list("/rest/api/space?limit=50", Space::of);
    }

    /**
     * Returns what a query in CQL finds and the user may see, without bodies. The stream fetches as it is read, so reading it
     * throws as said above.
     */
    public Stream<Content> search(String cql) {
        return list(CONTENT + "/search?cql=" + PercentCode.encode(cql) + "&" + IN_LISTS, Content::of);
    }

    /** Returns the pages of a space, without bodies. The stream fetches as it is read, so reading it throws as said above. */
    public Stream<Content> pages(String space) {
        return list(CONTENT + "?type=page&spaceKey=" + PercentCode.encode(space) + "&" + IN_LISTS, Content::of);
    }

    /** Returns a page or other content with its body. */
    public Content page(String id) {
        return content(ConfluenceRequest.get(CONTENT + "/" + PercentCode.encode(id) + "?" + IN_FULL));
    }

    /** Makes a page, and returns it. */
    public Content createPage(NewPage page) {
        return content(post(CONTENT + "?" + IN_FULL, page.json()));
    }

    /**
     * Changes a page that was read before, and returns it. Refused with status 409 when somebody changed it since it was
     * read: read it again, and repeat the change.
     *
     * @param read the page as it was read, with its version
     * @param title the title from now on
     * @param body the body from now on, in storage format
     */
    public Content updatePage(Content read, String title, String body) {
        Map<String, Object> change = Map.of(
                "type", read.type(),
                "title", title,
                "version", Map.of("number", read.version() + 1),
                "body", StorageFormat.json(body));
        String target = CONTENT + "/" + PercentCode.encode(read.id()) + "?" + IN_FULL;
        return content(ConfluenceRequest.json("PUT", target, JsonAnswers.write(change)));
    }

    /** Adds a comment, in storage format, to a page, and returns it. */
    public Content comment(String pageId, String body) {
        return content(post(
                CONTENT,
                Map.of(
                        "type", "comment",
                        "container", Map.of("type", "page", "id", pageId),
                        "body", StorageFormat.json(body))));
    }

    /** Attaches a file to a page, and returns the attachment. Refused with status 400 when the name is taken. */
    public Content attach(String pageId, Upload upload) {
        ConfluenceRequest request = Multipart.request(below(pageId, "/child/attachment"), upload);
        return content(request, json(request).path("results").path(0));
    }

    /** Returns the labels of a page. The stream fetches as it is read, so reading it throws as said above. */
    public Stream<String> labels(String pageId) {
        return list(
                below(pageId, "/label?limit=50"),
                (label, base) -> label.path("name").asString(""));
    }

    /** Adds labels to a page. */
    public void addLabels(String pageId, List<String> names) {
        List<Map<String, String>> labels = names.stream()
                .map(name -> Map.of("prefix", "global", "name", name))
                .toList();
        json(post(below(pageId, "/label"), labels));
    }

    private Content content(ConfluenceRequest request) {
        return content(request, json(request));
    }

    private Content content(ConfluenceRequest request, JsonNode raw) {
        if (raw.path("id").asString("").isEmpty()) {
            throw JsonAnswers.unreadable(request);
        }
        return Content.of(raw, baseUrl());
    }

    private <T> Stream<T> list(String first, BiFunction<JsonNode, URI, T> read) {
        return Listing.stream(first, target -> batch(ConfluenceRequest.get(target), read));
    }

    private <T> Listing.Batch<T> batch(ConfluenceRequest request, BiFunction<JsonNode, URI, T> read) {
        JsonNode answer = json(request);
        List<T> entries = answer.path("results")
                .valueStream()
                .map(entry -> read.apply(entry, baseUrl()))
                .toList();
        try {
            String next = answer.path("_links")
                    .path("next")
                    .asStringOpt()
                    .map(this::target)
                    .orElse(null);
            return new Listing.Batch<>(entries, next);
        } catch (IllegalArgumentException e) {
            throw JsonAnswers.unreadable(request);
        }
    }

    private String target(String link) {
        return Links.restTarget(link, baseUrl());
    }

    private URI baseUrl() {
        return services.sites().get(connection.site()).deployment().baseUrl();
    }

    private static ConfluenceRequest post(String target, Object json) {
        return ConfluenceRequest.json("POST", target, JsonAnswers.write(json));
    }

    private static String below(String pageId, String path) {
        return CONTENT + "/" + PercentCode.encode(pageId) + path;
    }
}
