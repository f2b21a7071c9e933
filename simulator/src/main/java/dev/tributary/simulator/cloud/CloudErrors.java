package dev.tributary.simulator.cloud;

import dev.tributary.simulator.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the API host says before any product sees a call. */
final class CloudErrors {

    private CloudErrors() {}

    static Response unauthorized() {
        return of(401, "Unauthorized");
    }

    /** Not an expiry: another token of the same consent changes nothing. */
    static Response scopeMissing() {
        return of(401, "Unauthorized; scope does not match");
    }

    static Response of(int status, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", status);
        body.put("message", message);
        return Response.json(status, body);
    }
}
