package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;

/** What is below a piece of content: directly, or at any depth. */
record ChildResource(Wiki wiki) implements Routes {
    @Override
    public void addTo(Router router) {
        router.route("GET /rest/api/content/{id}/child", this::all)
                .route("GET /rest/api/content/{id}/child/{type}", this::children)
                .route("GET /rest/api/content/{id}/descendant", this::allDescendants)
                .route("GET /rest/api/content/{id}/descendant/{type}", this::descendants);
    }

    private Response all(Request request) {
        return Response.json(wiki.view(request).children(parent(request), Expand.of(request)));
    }

    private Response children(Request request) {
        ContentType type = RequestedType.of(request.pathParameter("type"));
        List<Content> children = wiki.view(request).children(parent(request), type);
        return list(
                request,
                children.stream()
                        .filter(child ->
                                request.query().first("filename").stream().allMatch(child.title()::equals))
                        .filter(child -> request.query().first("mediaType").stream()
                                .allMatch(wanted -> hasMediaType(child, wanted)))
                        .toList());
    }

    private Response allDescendants(Request request) {
        return Response.json(wiki.view(request).descendants(parent(request), Expand.of(request)));
    }

    private Response descendants(Request request) {
        ContentType type = RequestedType.of(request.pathParameter("type"));
        return list(request, wiki.view(request).descendants(parent(request), type));
    }

    private Response list(Request request, List<Content> contents) {
        ContentView view = wiki.view(request);
        Expand expand = Expand.of(request);
        return Response.json(Listing.of(request).answer(wiki.links(), contents, child -> view.render(child, expand)));
    }

    private Content parent(Request request) {
        return wiki.permissions().require(wiki.viewer(request), request.pathParameter("id"));
    }

    private static boolean hasMediaType(Content content, String mediaType) {
        return content.file() != null && content.file().mediaType().equals(mediaType);
    }
}
