package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** {@code /content} and the content of a space: lists with simple filters. */
record ContentListResource(Wiki wiki) implements Routes {
    @Override
    public void addTo(Router router) {
        router.route("GET /rest/api/content", this::list);
    }

    private Response list(Request request) {
        Predicate<Content> filter = byType(request.query().first("type").orElse("page"))
                .and(byStatus(request.query().first("status").orElse("current")))
                .and(content -> request.query().first("spaceKey").stream().allMatch(content.spaceKey()::equals))
                .and(content -> request.query().first("title").stream().allMatch(content.title()::equalsIgnoreCase))
                .and(content -> request.query().first("postingDay").stream()
                        .allMatch(wiki.dialect().when(content.first().when())::startsWith));
        Viewer viewer = wiki.viewer(request);
        List<Content> all = wiki.store().all().stream()
                .filter(filter)
                .filter(content -> wiki.permissions().maySee(viewer, content))
                .toList();
        ContentView view = wiki.view(request);
        Expand expand = Expand.of(request, "history", "space", "version");
        return Response.json(Listing.of(request).answer(wiki.links(), all, content -> view.render(content, expand)));
    }

    private static Predicate<Content> byType(String wire) {
        ContentType type = RequestedType.of(wire.toLowerCase(Locale.ROOT));
        return content -> content.type() == type;
    }

    private static Predicate<Content> byStatus(String status) {
        return content -> status.equals("any") || content.status().wire().equals(status);
    }
}
