package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Anchor;
import dev.tributary.simulator.content.Change;
import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.Draft;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.content.rest.JsonBody;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** {@code /footer-comments} or {@code /inline-comments}: two surfaces for one kind of content. */
final class CommentResource implements Routes {

    private final Shelf shelf;
    private final boolean inline;
    private final String name;

    CommentResource(Shelf shelf, boolean inline) {
        this.shelf = shelf;
        this.inline = inline;
        this.name = inline ? "/inline-comments" : "/footer-comments";
    }

    @Override
    public void addTo(Router router) {
        String path = V2Surface.API + name;
        router.route("GET " + path, this::list)
                .route("POST " + path, this::create)
                .route("GET " + path + "/{id}", this::get)
                .route("PUT " + path + "/{id}", this::update)
                .route("DELETE " + path + "/{id}", this::delete)
                .route("GET " + path + "/{id}/children", this::replies)
                .route("GET " + V2Surface.API + "/pages/{id}" + name, request -> of(request, ContentType.PAGE))
                .route("GET " + V2Surface.API + "/blogposts/{id}" + name, request -> of(request, ContentType.BLOGPOST));
    }

    private Response list(Request request) {
        return answer(request, shelf.visible(request, this::isOurs), View::comment);
    }

    private Response of(Request request, ContentType type) {
        Content page = shelf.require(request, type, request.pathParameter("id"));
        return answer(
                request,
                shelf.children(request, page, ContentType.COMMENT).stream()
                        .filter(this::isOurs)
                        .filter(comment -> Query.accepts(request, "resolution-status", resolution(comment)))
                        .toList(),
                View::comment);
    }

    private Response replies(Request request) {
        return answer(request, shelf.children(request, comment(request), ContentType.COMMENT), View::reply);
    }

    private Response get(Request request) {
        return Response.json(shelf.view().whole(shelf.view().comment(comment(request), Query.bodyFormat(request))));
    }

    private Response create(Request request) {
        JsonNode json = JsonBody.object(request);
        Viewer viewer = shelf.viewer(request);
        Content parent = parent(request, json);
        Content page = shelf.container(parent);
        Optional<Anchor> anchor = inline ? Optional.of(anchor(parent, page, json)) : Optional.empty();
        String body = Objects.requireNonNullElse(Bodies.read(json), "");
        Draft draft = new Draft(ContentType.COMMENT, page.spaceKey(), "Re: " + page.title(), parent.id(), body);
        Content created = shelf.archive().editing().create(viewer, draft);
        Content kept = anchor.map(place -> shelf.archive().editing().anchor(viewer, created.id(), place))
                .orElse(created);
        return Response.json(201, shelf.view().whole(shelf.view().comment(kept, "storage")));
    }

    private Response update(Request request) {
        JsonNode json = JsonBody.object(request);
        Viewer viewer = shelf.viewer(request);
        Content comment = comment(request);
        Change change = new Change(
                Bodies.version(json),
                null,
                Bodies.read(json),
                null,
                Objects.requireNonNullElse(JsonBody.text(json, "/version/message"), ""),
                false);
        Content changed = shelf.archive().editing().update(viewer, comment.id(), change);
        Content kept = json.has("resolved")
                ? judged(viewer, changed, json.path("resolved").asBoolean(false))
                : changed;
        return Response.json(shelf.view().whole(shelf.view().comment(kept, "storage")));
    }

    private Content judged(Viewer viewer, Content comment, boolean settled) {
        return Optional.ofNullable(comment.anchor())
                .map(anchor -> shelf.archive().editing().anchor(viewer, comment.id(), anchor.resolved(settled)))
                .orElse(comment);
    }

    private Response delete(Request request) {
        Content comment = comment(request);
        shelf.archive().editing().trash(shelf.viewer(request), comment.id());
        return Response.status(204);
    }

    /** How a comment is shown in a list. */
    private interface Form {
        Map<String, Object> render(View view, Content comment, String bodyFormat);
    }

    private Response answer(Request request, List<Content> comments, Form form) {
        String format = Query.bodyFormatOfList(request);
        View view = shelf.view();
        return CursorList.of(
                request,
                shelf.environment(),
                comments.stream().sorted(Query.order(request)).toList(),
                comment -> form.render(view, comment, format));
    }

    /** The page, the post or the comment that is commented on. */
    private Content parent(Request request, JsonNode json) {
        Viewer viewer = shelf.viewer(request);
        String comment = JsonBody.text(json, "/parentCommentId");
        String page = JsonBody.text(json, "/pageId");
        String post = JsonBody.text(json, "/blogPostId");
        String id = comment != null ? comment : page != null ? page : post;
        if (id == null) {
            throw RefusedException.invalid("One of pageId, blogPostId and parentCommentId is required");
        }
        return shelf.archive().permissions().require(viewer, id);
    }

    /** An answer is about what its comment is about. */
    private static Anchor anchor(Content parent, Content page, JsonNode json) {
        Anchor above = parent.anchor();
        if (above != null) {
            return above;
        }
        String selection = JsonBody.required(
                json,
                "/inlineCommentProperties/textSelection",
                "inlineCommentProperties.textSelection is required for an inline comment");
        int expected =
                json.at("/inlineCommentProperties/textSelectionMatchCount").asInt(1);
        if (matches(page.body(), selection) != expected || expected == 0) {
            throw RefusedException.invalid(
                    "The text selection does not occur " + expected + " times in the page: " + selection);
        }
        return new Anchor(UUID.randomUUID().toString(), selection, "open");
    }

    private static int matches(String body, String selection) {
        String text = body.replaceAll("<[^>]*>", "");
        int count = 0;
        for (int at = text.indexOf(selection); at >= 0; at = text.indexOf(selection, at + selection.length())) {
            count++;
        }
        return count;
    }

    private Content comment(Request request) {
        Content comment = shelf.require(request, ContentType.COMMENT, request.pathParameter("id"));
        if (!isOurs(comment)) {
            throw RefusedException.notFound(comment.id());
        }
        return comment;
    }

    private boolean isOurs(Content content) {
        return content.type() == ContentType.COMMENT && (content.anchor() != null) == inline;
    }

    private static String resolution(Content comment) {
        Anchor anchor = comment.anchor();
        return anchor == null ? "" : anchor.resolution();
    }
}
