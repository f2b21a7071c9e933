package dev.tributary.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A failure as the caller sees it. Carries no secret, no text of an upstream server, and nothing that tells a foreign thing
 * from an unknown one.
 *
 * @param status the HTTP status
 * @param slug the last part of the problem's type, lasting and unique, such as {@code not-connected}
 * @param title what kind of failure it is; the same for every problem of the type
 * @param detail what happened here, and what to do
 * @param more further members, such as {@code outcome}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(int status, String slug, String title, String detail, Map<String, Object> more) {

    private static final String TYPES = "https://tributary.dev/problems/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Keeps its own copy of the further members, in their order. */
    public Problem {
        more = Map.copyOf(more);
    }

    /** Describes a failure without further members. */
    public Problem(int status, String slug, String title, String detail) {
        this(status, slug, title, detail, Map.of());
    }

    /** Returns the same problem with one more member. */
    public Problem with(String member, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put(member, value);
        return new Problem(status, slug, title, detail, members);
    }

    /** Returns the document. */
    public Buffer document() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPES + slug);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.putAll(new TreeMap<>(more));
        return Buffer.buffer(JSON.writeValueAsBytes(members));
    }

    /** Sends it as the answer. Completes when it has been written. To be called on the request's context. */
    public Future<Void> send(HttpServerResponse response) {
        response.setStatusCode(status).putHeader("Content-Type", "application/problem+json");
        SafeHeaders.complete(response.headers());
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        header(response, "Retry-After", "retryAfter");
        header(response, "Allow", "allow");
        return response.end(document());
    }

    private void header(HttpServerResponse response, String name, String member) {
        Object value = more.get(member);
        if (value != null) {
            response.putHeader(name, value.toString());
        }
    }
}
