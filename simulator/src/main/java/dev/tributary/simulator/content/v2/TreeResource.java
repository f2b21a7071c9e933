package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is below and above a page. */
record TreeResource(Shelf shelf) implements Routes {

    private static final int MAX_DEPTH = 5;

    @Override
    public void addTo(Router router) {
        String page = "GET " + V2Surface.API + "/pages/{id}";
        router.route(page + "/children", request -> children(request, false))
                .route(page + "/direct-children", request -> children(request, true))
                .route(page + "/descendants", this::descendants)
                .route(page + "/ancestors", this::ancestors);
    }

    private Response children(Request request, boolean typed) {
        List<Content> children = shelf.children(request, page(request), ContentType.PAGE);
        return CursorList.of(request, shelf.environment(), children, child -> child(child, typed));
    }

    private Map<String, Object> child(Content child, boolean typed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", child.id());
        json.put("status", "current");
        json.put("title", child.title());
        if (typed) {
            json.put("type", "page");
        }
        json.put("spaceId", String.valueOf(shelf.space(child.spaceKey()).id()));
        json.put("childPosition", shelf.view().position(child));
        return json;
    }

    private Response descendants(Request request) {
        Content top = page(request);
        int depth = request.query()
                .first("depth")
                .filter(text -> text.matches("\\d"))
                .map(Integer::valueOf)
                .orElse(MAX_DEPTH);
        List<Content> below = shelf.visible(
                request,
                content -> content.type() == ContentType.PAGE
                        && distance(top, content) > 0
                        && distance(top, content) <= depth);
        return CursorList.of(request, shelf.environment(), below, each -> descendant(top, each));
    }

    private Map<String, Object> descendant(Content top, Content content) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", content.id());
        json.put("status", "current");
        json.put("title", content.title());
        json.put("type", "page");
        json.put("parentId", content.parentId());
        json.put("depth", distance(top, content));
        json.put("childPosition", shelf.view().position(content));
        return json;
    }

    /** How many steps the content is below the page; 0 when it is not below it. */
    private int distance(Content top, Content content) {
        List<Content> above = shelf.archive().store().ancestors(content);
        return above.contains(top) ? above.size() - above.indexOf(top) : 0;
    }

    private Response ancestors(Request request) {
        List<Content> above = shelf.archive().store().ancestors(page(request));
        return CursorList.of(request, shelf.environment(), above, each -> Map.of("id", each.id(), "type", "page"));
    }

    private Content page(Request request) {
        return shelf.require(request, ContentType.PAGE, request.pathParameter("id"));
    }
}
