package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.Space;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.content.cql.Cql;
import dev.tributary.simulator.content.cql.Scene;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Search by CQL, in its two forms: content alone, or results with excerpt and place. */
record SearchResource(Wiki wiki) implements Routes {
    private static final int EXCERPT = 160;

    @Override
    public void addTo(Router router) {
        router.route("GET /rest/api/content/search", this::contents).route("GET /rest/api/search", this::results);
    }

    private Response contents(Request request) {
        ContentView view = wiki.view(request);
        Expand expand = Expand.of(request);
        return answer(request, expand, content -> view.render(content, expand));
    }

    private Response results(Request request) {
        ContentView view = wiki.view(request);
        Expand expand = Expand.of(request);
        return answer(
                request, expand.in("content"), content -> result(content, view.render(content, expand.in("content"))));
    }

    private Response answer(Request request, Expand expand, Function<Content, Map<String, Object>> view) {
        String query = request.query().first("cql").orElse("");
        if (query.isBlank()) {
            throw RefusedException.invalid("The parameter cql is required");
        }
        Viewer viewer = wiki.viewer(request);
        Scene scene = new Scene(wiki.store(), viewer, wiki.now());
        List<Content> found = Cql.parse(query).select(wiki.permissions().visible(viewer), scene);
        Map<String, Object> json = Listing.of(request, cap(expand)).answer(wiki.links(), found, view);
        json.put("totalSize", found.size());
        json.put("cqlQuery", query);
        json.put("searchDuration", 3);
        return Response.json(json);
    }

    private static int cap(Expand expand) {
        if (expand.has("body")) {
            return 50;
        }
        return expand.isEmpty() ? 1000 : Listing.CAP;
    }

    private Map<String, Object> result(Content content, Map<String, Object> rendered) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("content", rendered);
        json.put("title", content.title());
        json.put("excerpt", excerpt(content));
        json.put("url", wiki.links().web(content));
        json.put("resultGlobalContainer", space(content));
        json.put("breadcrumbs", List.of());
        json.put("entityType", "content");
        json.put("iconCssClass", "aui-icon content-type-" + content.type().wire());
        json.put("lastModified", wiki.dialect().when(content.current().when()));
        json.put(
                "friendlyLastModified",
                wiki.dialect().friendly(content.current().when()));
        json.put("timestamp", content.current().when().toEpochMilli());
        return json;
    }

    private Map<String, Object> space(Content content) {
        Space space = wiki.store().space(content.spaceKey()).orElseThrow();
        return Map.of("title", space.name(), "displayUrl", wiki.dialect().web(space));
    }

    private static String excerpt(Content content) {
        String plain = content.body()
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return plain.length() <= EXCERPT ? plain : plain.substring(0, EXCERPT);
    }
}
