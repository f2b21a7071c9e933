package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The error bodies of Confluence's REST surface. */
final class RestErrors {
    private RestErrors() {}

    static Response of(int status, String message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("authorized", status != 401 && status != 403 && status != 404);
        data.put("valid", true);
        data.put("errors", List.of());
        data.put("successful", false);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statusCode", status);
        body.put("data", data);
        body.put("message", message);
        return Response.json(status, body);
    }

    static Response of(RefusedException refused) {
        int status = switch (refused.reason()) {
            case NOT_FOUND -> 404;
            case FORBIDDEN -> 403;
            case INVALID -> 400;
            case CONFLICT -> 409;
        };
        return of(status, String.valueOf(refused.getMessage()));
    }
}
