package dev.tributary.simulator.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the handler by method and path, and reads like a table of contents:
 *
 * <pre>{@code
 * router.route("GET /rest/api/content/{id}", this::get)
 *       .route("PUT /rest/api/content/{id}", this::update)
 *       .route("GET /download/{path...}", this::download);
 * }</pre>
 *
 * Literal segments win over variables whatever the order of the lines. HEAD is answered by GET's handler. Set up by one thread before it serves many.
 */
public final class Router implements Handler {

    private final List<Route> routes = new ArrayList<>();
    private Handler otherwise = request -> Response.text(404, "There is nothing at " + request.path());

    /** Adds a line: method, space, path with {@code {variables}} and perhaps a last {@code {rest...}}. */
    public Router route(String line, Handler handler) {
        routes.add(Route.of(line, handler));
        routes.sort(Comparator.comparing(Route::rank));
        return this;
    }

    /** Sets what answers when no path fits; a 404 in plain text unless set. */
    public Router otherwise(Handler handler) {
        otherwise = handler;
        return this;
    }

    @Override
    public Response handle(Request request) {
        List<String> path = Route.segmentsOf(request.path());
        for (Route route : routes) {
            Optional<Map<String, String>> match =
                    answers(route, request.method()) ? route.match(path) : Optional.empty();
            if (match.isPresent()) {
                return route.handler().handle(request.withPathParameters(match.get()));
            }
        }
        String allowed = routes.stream()
                .filter(route -> route.match(path).isPresent())
                .map(Route::method)
                .distinct()
                .collect(Collectors.joining(", "));
        return allowed.isEmpty() ? otherwise.handle(request) : notAllowed(allowed);
    }

    private static boolean answers(Route route, String method) {
        return route.method().equals(method)
                || (method.equals("HEAD") && route.method().equals("GET"));
    }

    private static Response notAllowed(String allowed) {
        return Response.text(405, "Allowed here: " + allowed).with("Allow", allowed);
    }
}
