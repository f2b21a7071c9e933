package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.FileData;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;
import java.util.Objects;

/** {@code /attachments}: all but the bytes, for which version 1 is needed. */
record AttachmentResource(Shelf shelf) implements Routes {

    @Override
    public void addTo(Router router) {
        router.route("GET " + V2Surface.API + "/attachments", this::list)
                .route("GET " + V2Surface.API + "/attachments/{id}", this::get)
                .route("DELETE " + V2Surface.API + "/attachments/{id}", this::delete)
                .route("GET " + V2Surface.API + "/pages/{id}/attachments", request -> of(request, ContentType.PAGE))
                .route(
                        "GET " + V2Surface.API + "/blogposts/{id}/attachments",
                        request -> of(request, ContentType.BLOGPOST));
    }

    private Response list(Request request) {
        return answer(request, shelf.visible(request, content -> content.type() == ContentType.ATTACHMENT));
    }

    private Response of(Request request, ContentType type) {
        Content page = shelf.require(request, type, request.pathParameter("id"));
        return answer(request, shelf.children(request, page, ContentType.ATTACHMENT));
    }

    private Response get(Request request) {
        return Response.json(shelf.view().whole(shelf.view().attachment(attachment(request))));
    }

    private Response delete(Request request) {
        shelf.archive()
                .editing()
                .trash(shelf.viewer(request), attachment(request).id());
        return Response.status(204);
    }

    private Response answer(Request request, List<Content> attachments) {
        List<Content> found = attachments.stream()
                .filter(each -> Query.accepts(request, "filename", each.title()))
                .filter(each -> Query.accepts(request, "mediaType", mediaType(each)))
                .sorted(Query.order(request))
                .toList();
        View view = shelf.view();
        return CursorList.of(request, shelf.environment(), found, view::attachment);
    }

    private Content attachment(Request request) {
        return shelf.require(request, ContentType.ATTACHMENT, request.pathParameter("id"));
    }

    private static String mediaType(Content content) {
        FileData file = Objects.requireNonNull(content.file(), content.id());
        return file.mediaType();
    }
}
