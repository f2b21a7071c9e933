package dev.tributary.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One response as a value. Immutable: each {@code with…} returns a copy. */
public final class Response {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Delivery delivery;
    private final @Nullable String servedAs;

    private Response(
            int status, Map<String, List<String>> headers, byte[] body, Delivery delivery, @Nullable String servedAs) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.delivery = delivery;
        this.servedAs = servedAs;
    }

    /** Returns a response without a body. */
    public static Response status(int status) {
        return new Response(status, new TreeMap<>(String.CASE_INSENSITIVE_ORDER), new byte[0], Delivery.WHOLE, null);
    }

    /** Returns 200 with the value written as JSON. */
    public static Response json(Object value) {
        return json(200, value);
    }

    /** Returns that status with the value written as JSON. */
    public static Response json(int status, Object value) {
        return bytes(status, "application/json", Json.MAPPER.writeValueAsBytes(value));
    }

    /** Returns that status with an HTML page. */
    public static Response html(int status, String page) {
        return bytes(status, "text/html;charset=UTF-8", page.getBytes(UTF_8));
    }

    /** Returns that status with plain text. */
    public static Response text(int status, String text) {
        return bytes(status, "text/plain;charset=UTF-8", text.getBytes(UTF_8));
    }

    /** Returns that status with any body. */
    public static Response bytes(int status, String contentType, byte[] body) {
        return status(status).withBody(body).with("Content-Type", contentType);
    }

    /** Returns a 303 to that place, which no cache may keep. */
    public static Response seeOther(String location) {
        return status(303).with("Location", location).with("Cache-Control", "no-store");
    }

    /** Returns the status. */
    public int status() {
        return status;
    }

    /** Returns the headers as an unmodifiable map whose keys are compared without case. */
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** Returns the first value of that header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Returns the body. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns how the response reaches the caller. */
    public Delivery delivery() {
        return delivery;
    }

    /** Returns a copy in which the header has this value alone. */
    public Response with(String name, String value) {
        Map<String, List<String>> changed = copyOfHeaders();
        changed.put(name, List.of(value));
        return new Response(status, changed, body, delivery, servedAs);
    }

    /** Returns a copy in which the header has this value besides those it has. */
    public Response adding(String name, String value) {
        Map<String, List<String>> changed = copyOfHeaders();
        List<String> all = new ArrayList<>(changed.getOrDefault(name, List.of()));
        all.add(value);
        changed.put(name, List.copyOf(all));
        return new Response(status, changed, body, delivery, servedAs);
    }

    /** Returns a copy with that body. */
    public Response withBody(byte[] other) {
        return new Response(status, headers, other.clone(), delivery, servedAs);
    }

    /** Returns a copy that reaches the caller in that way. */
    public Response delivered(Delivery way) {
        return new Response(status, headers, body, way, servedAs);
    }

    /** Returns a copy that tells the journal, and nobody else, who was served. */
    public Response servedAs(String user) {
        return new Response(status, headers, body, delivery, user);
    }

    /** Returns who was served: as said to the journal, else as the header {@code X-AUSERNAME} says, else {@code anonymous}. */
    public String servedAs() {
        return servedAs == null ? header("X-AUSERNAME").orElse("anonymous") : servedAs;
    }

    private Map<String, List<String>> copyOfHeaders() {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return copy;
    }
}
