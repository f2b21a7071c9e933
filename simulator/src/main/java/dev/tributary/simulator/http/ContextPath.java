package dev.tributary.simulator.http;

import java.util.Optional;

/**
 * Where the product lives on its server.
 *
 * @param value empty, or a slash and what follows without one at the end
 */
public record ContextPath(String value) {

    /** Checks the form. */
    public ContextPath {
        if (!value.isEmpty() && (!value.startsWith("/") || value.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "A context path is empty or starts with a slash and does not end with one: " + value);
        }
    }

    /** Returns the request with its path taken from the context path on, or nothing when it lies outside. */
    public Optional<Request> within(Request request) {
        String path = request.path();
        if (path.equals(value)) {
            return Optional.of(request.withPath("/"));
        }
        return path.startsWith(value + "/")
                ? Optional.of(request.withPath(path.substring(value.length())))
                : Optional.empty();
    }
}
