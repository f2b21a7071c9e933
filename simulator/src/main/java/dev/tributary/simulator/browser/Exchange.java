package dev.tributary.simulator.browser;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * One request of the browser and its answer. The URI, the form and the page may hold codes and form tokens.
 *
 * @param method GET or POST
 * @param uri what was asked for
 * @param form the posted form as it was encoded; empty for GET
 * @param status the status of the answer
 * @param location where a redirect points, as an absolute URI
 * @param headers the answer's header fields
 * @param page the answer's body
 */
public record Exchange(
        String method, URI uri, String form, int status, Optional<URI> location, HttpHeaders headers, String page) {

    /** Says method, path and status, but neither query nor form. */
    @Override
    public String toString() {
        return method + " " + uri.getRawPath() + " -> " + status;
    }
}
