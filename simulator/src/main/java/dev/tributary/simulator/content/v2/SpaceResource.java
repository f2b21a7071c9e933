package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.Space;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.Comparator;
import java.util.List;

/** {@code /spaces}. */
record SpaceResource(Shelf shelf) implements Routes {

    @Override
    public void addTo(Router router) {
        router.route("GET " + V2Surface.API + "/spaces", this::list)
                .route("GET " + V2Surface.API + "/spaces/{id}", this::get);
    }

    private Response list(Request request) {
        Viewer viewer = shelf.viewer(request);
        String format = format(request);
        List<Space> spaces = shelf.archive().store().spaces().stream()
                .filter(space -> shelf.archive().permissions().maySee(viewer, space))
                .filter(space -> Query.accepts(request, "ids", String.valueOf(space.id())))
                .filter(space -> Query.accepts(request, "keys", space.key()))
                .filter(space -> Query.accepts(request, "type", "global"))
                .filter(space -> Query.accepts(request, "status", "current"))
                .sorted(order(request))
                .toList();
        View view = shelf.view();
        return CursorList.of(request, shelf.environment(), spaces, space -> view.space(space, format));
    }

    private Response get(Request request) {
        Space space = shelf.spaceOfId(request, request.pathParameter("id"));
        return Response.json(shelf.view().whole(shelf.view().space(space, format(request))));
    }

    private static String format(Request request) {
        String format = request.query().first("description-format").orElse("");
        if (!List.of("", "plain", "view").contains(format)) {
            throw RefusedException.invalid("description-format is plain or view, not: " + format);
        }
        return format;
    }

    private static Comparator<Space> order(Request request) {
        String sort = request.query().first("sort").orElse("id");
        boolean down = sort.startsWith("-");
        Comparator<Space> order = switch (down ? sort.substring(1) : sort) {
            case "id" -> Comparator.comparing(Space::id);
            case "key" -> Comparator.comparing(Space::key);
            case "name" -> Comparator.comparing(Space::name);
            default -> throw RefusedException.invalid("sort is id, key or name, not: " + sort);
        };
        return down ? order.reversed() : order;
    }
}
