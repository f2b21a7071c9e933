package dev.tributary.simulator.http;

/**
 * Takes the context path off each request; what lies outside it is 404, but for {@code /simulator}, which answers at the root as well.
 *
 * @param value empty, or a slash and what follows without one at the end
 */
public record ContextPath(String value) implements Filter {

    /** Checks the form. */
    public ContextPath {
        if (!value.isEmpty() && (!value.startsWith("/") || value.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "A context path is empty or starts with a slash and does not end with one: " + value);
        }
    }

    @Override
    public Response apply(Request request, Handler next) {
        String path = request.path();
        if (path.startsWith("/simulator/")) {
            return next.handle(request);
        }
        if (path.equals(value)) {
            return next.handle(request.withPath("/"));
        }
        return path.startsWith(value + "/")
                ? next.handle(request.withPath(path.substring(value.length())))
                : Response.text(404, "There is nothing outside " + value);
    }
}
