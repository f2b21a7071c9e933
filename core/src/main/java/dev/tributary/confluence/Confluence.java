package dev.tributary.confluence;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.OAuthServer;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Confluence, as one connection's user sees it; the same for Data Center and for Cloud.
 *
 * <p>Thread-safe; every method blocks until Confluence has answered, at most about a minute for each request, and a little
 * longer when the token has to be renewed. An answer is returned only when the connection's own user was served. Every method
 * throws
 *
 * <ul>
 *   <li>{@link dev.tributary.model.NotConnected} or {@link dev.tributary.model.GrantEnded} when the user has to connect;
 *   <li>{@link dev.tributary.model.ScopeMissing} when the user has to connect again for more, naming what is missing;
 *   <li>{@link dev.tributary.model.ServedAsAnother} when Confluence served nobody or somebody else in spite of the token;
 *   <li>{@link dev.tributary.model.RateLimited} and {@link dev.tributary.model.Unavailable} when a later try may succeed;
 *   <li>{@link dev.tributary.model.Misconfigured} when an operator has to act, also when a login page or a proxy answers;
 *   <li>except from {@link #call}: {@link dev.tributary.model.CallRefused} when Confluence says no.
 * </ul>
 *
 * <p>A stream fetches as it is read, so reading it throws the same.
 */
public final class Confluence {

    private final Rest rest;
    private final Operations operations;

    /**
     * Takes whose Confluence it is, and the engine's services. The connection may be an older view of itself. Throws {@link
     * IllegalArgumentException} for a connection to a server that is no Confluence.
     */
    public Confluence(Connection connection, ConfluenceServices services) {
        Deployment deployment = services.sites().get(connection.site()).deployment();
        if (deployment instanceof OAuthServer) {
            throw new IllegalArgumentException(
                    "Site '%s' is no Confluence. Ask for the access token of the connection, and call with that."
                            .formatted(connection.site()));
        }
        this.rest = new Rest(connection, services, Links.of(deployment));
        this.operations = deployment instanceof Cloud ? new VersionTwo(rest) : new VersionOne(rest);
    }

    /** Returns the answer to any request, whatever its status. */
    public HttpAnswer call(ConfluenceRequest request) {
        return rest.answer(request);
    }

    /** Returns the JSON that answers any request; a missing node for an empty answer. */
    public JsonNode json(ConfluenceRequest request) {
        return rest.json(request);
    }

    /**
     * Returns what asks for the rest of a list, where its answer says that there is more; for lists that no other method reads. Does
     * not block. Of the link in the answer only path and query are taken, so that it leads to the same site whatever it says.
     *
     * <p>Throws {@link dev.tributary.model.Unavailable} when the answer is no JSON, or its link leads out of the REST API.
     *
     * @param request what was asked for
     * @param answer what {@link #call} returned for it
     */
    public Optional<ConfluenceRequest> next(ConfluenceRequest request, HttpAnswer answer) {
        return rest.next(request, answer);
    }

    /** Returns whom Confluence serves: the connection's account, as it is called now. */
    public Account currentUser() {
        return operations.currentUser();
    }

    /** Returns the spaces that the user may see. */
    public Stream<Space> spaces() {
        return operations.spaces();
    }

    /** Returns what a query in CQL finds and the user may see, without bodies. */
    public Stream<Content> search(String cql) {
        return operations.search(cql);
    }

    /** Returns the pages of a space, without bodies. Refused with status 404 where the user sees no such space. */
    public Stream<Content> pages(String space) {
        return operations.pages(space);
    }

    /** Returns the pages right below a page, without bodies. */
    public Stream<Content> children(String pageId) {
        return operations.children(pageId);
    }

    /** Returns a page with its body. */
    public Content page(String id) {
        return operations.page(id);
    }

    /** Makes a page, and returns it. */
    public Content createPage(NewPage page) {
        return operations.createPage(page);
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
        return operations.updatePage(read, title, body);
    }

    /** Puts a page into its space's trash. */
    public void deletePage(String id) {
        operations.deletePage(id);
    }

    /** Returns the comments below a page, with their bodies. */
    public Stream<Content> comments(String pageId) {
        return operations.comments(pageId);
    }

    /** Adds a comment, in storage format, to a page, and returns it. */
    public Content comment(String pageId, String body) {
        return operations.comment(pageId, body);
    }

    /** Returns the attachments of a page. */
    public Stream<Content> attachments(String pageId) {
        return operations.attachments(pageId);
    }

    /**
     * Attaches a file to a page, and returns the attachment. Refused with status 400 when the name is taken.
     *
     * <p>The file is read while it is sent, and may be of any size; there is no limit of time as long as bytes move. It is sent
     * again only where Confluence refused the access token, and only if it can be read again: for a stream that cannot {@link
     * dev.tributary.model.Unavailable} says so. Throws {@link java.io.UncheckedIOException} when the file cannot be read to
     * its end, and then nothing was attached.
     */
    public Content attach(String pageId, Upload upload) {
        return operations.attach(pageId, upload);
    }

    /**
     * Replaces what an attachment holds, and returns its new version. Otherwise as {@link #attach}.
     *
     * <p>Throws {@link IllegalArgumentException} for what is no attachment.
     *
     * @param attachment the attachment, from {@link #attachments} or {@link #attach}
     * @param upload the new bytes; a name that differs renames it
     */
    public Content updateAttachment(Content attachment, Upload upload) {
        return operations.updateAttachment(attachment, upload);
    }

    /**
     * Returns the bytes of an attachment, to be read as they come and closed. They are not limited in size, nor in time as long
     * as some come within a minute. It is known that the connection's own user was served before the first byte is handed
     * out.
     *
     * <p>Where Confluence Cloud keeps the file elsewhere, it is fetched there, over https, without the access token. Throws
     * {@link IllegalArgumentException} for what is no attachment.
     *
     * @param attachment the attachment, from {@link #attachments} or {@link #attach}
     */
    public Download download(Content attachment) {
        return operations.download(attachment);
    }

    /** Returns the labels of a page. */
    public Stream<String> labels(String pageId) {
        return operations.labels(pageId);
    }

    /** Adds labels to a page. */
    public void addLabels(String pageId, List<String> names) {
        operations.addLabels(pageId, names);
    }
}
