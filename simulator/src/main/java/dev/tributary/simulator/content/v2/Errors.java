package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The errors of version 2. */
final class Errors {

    private Errors() {}

    /** A filter that gives refusals their form. */
    static Response inForm(Request request, Handler next) {
        try {
            return next.handle(request);
        } catch (RefusedException refused) {
            String title = String.valueOf(refused.getMessage());
            return switch (refused.reason()) {
                case NOT_FOUND -> of(404, "NOT_FOUND", "Not Found");
                case FORBIDDEN -> of(403, "FORBIDDEN", title);
                case INVALID -> of(400, "INVALID_REQUEST_PARAMETER", title);
                case CONFLICT -> of(409, "CONFLICT", title);
            };
        }
    }

    static Response of(int status, String code, String title) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("status", status);
        error.put("code", code);
        error.put("title", title);
        error.put("detail", null);
        return Response.json(status, Map.of("errors", List.of(error)));
    }
}
