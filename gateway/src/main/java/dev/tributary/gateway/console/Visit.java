package dev.tributary.gateway.console;

import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.signin.Signed;
import java.util.Map;

/**
 * A request of somebody who is signed in.
 *
 * @param who who
 * @param request the request
 * @param fields its query, or its form
 */
record Visit(Signed who, Incoming request, Map<String, String> fields) {

    /** Returns a field without the space around it; empty for none. */
    String field(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    /** Returns what the path has where it differs. */
    String parameter() {
        return request.parameter();
    }

    /** Says whether a page asks for a part of itself only. */
    boolean isPart() {
        return request.headers().contains("HX-Request");
    }
}
