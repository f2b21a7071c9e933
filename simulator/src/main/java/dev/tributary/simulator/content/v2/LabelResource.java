package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;

/** Labels, for reading: version 2 has no way to change them. */
record LabelResource(Shelf shelf) implements Routes {

    @Override
    public void addTo(Router router) {
        router.route("GET " + V2Surface.API + "/labels", this::all)
                .route("GET " + V2Surface.API + "/labels/{id}/pages", this::pages)
                .route("GET " + V2Surface.API + "/spaces/{id}/labels", this::ofSpace)
                .route("GET " + V2Surface.API + "/spaces/{id}/content/labels", this::inSpace)
                .route("GET " + V2Surface.API + "/pages/{id}/labels", request -> of(request, ContentType.PAGE))
                .route("GET " + V2Surface.API + "/blogposts/{id}/labels", request -> of(request, ContentType.BLOGPOST))
                .route(
                        "GET " + V2Surface.API + "/attachments/{id}/labels",
                        request -> of(request, ContentType.ATTACHMENT));
    }

    private Response all(Request request) {
        return answer(
                request,
                shelf.visible(request, content -> true).stream()
                        .flatMap(content -> content.labels().stream())
                        .distinct()
                        .filter(name -> Query.accepts(request, "label-id", View.labelId(name)))
                        .toList());
    }

    private Response pages(Request request) {
        String id = request.pathParameter("id");
        List<Content> pages = shelf.visible(
                request,
                content -> content.type() == ContentType.PAGE
                        && content.labels().stream().map(View::labelId).anyMatch(id::equals));
        String format = Query.bodyFormatOfList(request);
        View view = shelf.view();
        return CursorList.of(request, shelf.environment(), pages, page -> view.page(page, format));
    }

    /** Nobody has labelled a space here. */
    private Response ofSpace(Request request) {
        shelf.spaceOfId(request, request.pathParameter("id"));
        return answer(request, List.of());
    }

    private Response inSpace(Request request) {
        String space = shelf.spaceOfId(request, request.pathParameter("id")).key();
        return answer(
                request,
                shelf.visible(request, content -> content.spaceKey().equals(space)).stream()
                        .flatMap(content -> content.labels().stream())
                        .distinct()
                        .toList());
    }

    private Response of(Request request, ContentType type) {
        Content content = shelf.require(request, type, request.pathParameter("id"));
        return answer(request, List.copyOf(content.labels()));
    }

    private Response answer(Request request, List<String> names) {
        List<String> found = names.stream()
                .filter(name -> Query.accepts(request, "prefix", "global"))
                .sorted()
                .toList();
        return CursorList.of(request, shelf.environment(), found, View::label);
    }
}
