package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.RefusedException.Reason;
import dev.tributary.simulator.content.Space;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /space}. */
record SpaceResource(Wiki wiki) implements Routes {
    @Override
    public void addTo(Router router) {
        router.route("GET /rest/api/space", this::list)
                .route("GET /rest/api/space/{key}", this::get)
                .route("GET /rest/api/space/{key}/content", this::contents)
                .route("GET /rest/api/space/{key}/content/{type}", this::contentsOfType);
    }

    private Response list(Request request) {
        Viewer viewer = wiki.viewer(request);
        List<String> keys = request.query().all("spaceKey");
        List<Space> spaces = wiki.store().spaces().stream()
                .filter(space -> keys.isEmpty() || keys.contains(space.key()))
                .filter(space -> request.query().first("type").orElse("global").equals("global"))
                .filter(space ->
                        request.query().first("status").orElse("current").equals("current"))
                .filter(space -> wiki.permissions().maySee(viewer, space))
                .toList();
        SpaceView view = wiki.view(request).spaces();
        Expand expand = Expand.of(request);
        return Response.json(Listing.of(request).answer(wiki.links(), spaces, space -> view.render(space, expand)));
    }

    private Response get(Request request) {
        return Response.json(wiki.view(request).spaces().render(space(request), Expand.of(request)));
    }

    private Response contents(Request request) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (ContentType type : List.of(ContentType.PAGE, ContentType.BLOGPOST)) {
            json.put(type.wire(), listed(request, type));
        }
        json.put("_links", wiki.links().root());
        return Response.json(json);
    }

    private Response contentsOfType(Request request) {
        return Response.json(listed(request, RequestedType.of(request.pathParameter("type"))));
    }

    private Map<String, Object> listed(Request request, ContentType type) {
        Space space = space(request);
        boolean rootOnly = request.query().first("depth").orElse("all").equals("root");
        List<Content> contents = wiki.permissions().visible(wiki.viewer(request)).stream()
                .filter(content -> content.type() == type && content.spaceKey().equals(space.key()))
                .filter(content -> !rootOnly || content.parentId() == null)
                .toList();
        ContentView view = wiki.view(request);
        Expand expand = Expand.of(request);
        return Listing.of(request).answer(wiki.links(), contents, content -> view.render(content, expand));
    }

    private Space space(Request request) {
        String key = request.pathParameter("key");
        Viewer viewer = wiki.viewer(request);
        return wiki.store()
                .space(key)
                .filter(space -> wiki.permissions().maySee(viewer, space))
                .orElseThrow(() -> new RefusedException(Reason.NOT_FOUND, "No space with key : " + key));
    }
}
