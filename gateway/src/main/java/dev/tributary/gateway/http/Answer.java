package dev.tributary.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param headers the header fields that are particular to it
 * @param body the body; empty for none
 */
public record Answer(int status, Map<String, String> headers, Buffer body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Keeps its own copy of the header fields. */
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** Returns a value as JSON. */
    public static Answer json(int status, Object value) {
        return of(status, "application/json", Buffer.buffer(JSON.writeValueAsBytes(value)));
    }

    /** Returns a body of a media type. */
    public static Answer of(int status, String type, Buffer body) {
        return new Answer(status, Map.of("Content-Type", type), body);
    }

    /** Sends a browser somewhere else, where it asks by GET. */
    public static Answer seeOther(String location) {
        return new Answer(303, Map.of("Location", location), Buffer.buffer());
    }

    /** Returns the same answer with one more header field. */
    public Answer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    /** Sends it. To be called on the request's context. */
    Future<Void> send(HttpServerResponse response) {
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        SafeHeaders.complete(response.headers());
        return response.end(body);
    }
}
