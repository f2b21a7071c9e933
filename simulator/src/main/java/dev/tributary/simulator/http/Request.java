package dev.tributary.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request as a handler sees it: the whole body is in memory, the path lies within the context path. Immutable; what a filter finds
 * out (who is calling, for example) travels as a typed attribute on a copy.
 */
public final class Request {

    private final RequestLine line;
    private final Parameters headers;
    private final byte[] body;
    private final Map<String, String> pathParameters;
    private final Map<Class<?>, Object> attributes;

    /** Makes a request without path parameters and attributes. */
    public Request(RequestLine line, Parameters headers, byte[] body) {
        this(line, headers, body, Map.of(), Map.of());
    }

    private Request(
            RequestLine line,
            Parameters headers,
            byte[] body,
            Map<String, String> pathParameters,
            Map<Class<?>, Object> attributes) {
        this.line = line;
        this.headers = headers;
        this.body = body;
        this.pathParameters = pathParameters;
        this.attributes = attributes;
    }

    /** Returns the method, in capitals as sent. */
    public String method() {
        return line.method();
    }

    /** Returns the raw (still percent-encoded) path within the context path, starting with a slash. */
    public String path() {
        return line.path();
    }

    /** Returns the raw query, or an empty text. */
    public String rawQuery() {
        return line.rawQuery();
    }

    /** Returns when the request arrived, by the simulated clock. */
    public Instant receivedAt() {
        return line.receivedAt();
    }

    /** Returns the decoded query. */
    public Parameters query() {
        return Parameters.parse(line.rawQuery());
    }

    /** Returns the headers. */
    public Parameters headers() {
        return headers;
    }

    /** Returns the first value of that header. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** Returns the media type of the body in lower case without its parameters, or an empty text. */
    public String contentType() {
        String type = header("Content-Type").orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Returns the body as it came. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the body read as UTF-8. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** Returns the first bytes of the body read as UTF-8. */
    public String text(int bytes) {
        return new String(body, 0, Math.min(bytes, body.length), UTF_8);
    }

    /** Returns how many bytes the body has. */
    public int bodyLength() {
        return body.length;
    }

    /** Returns the form of an {@code application/x-www-form-urlencoded} body; nothing for any other type. */
    public Parameters form() {
        return contentType().equals("application/x-www-form-urlencoded") ? Parameters.parse(text()) : Parameters.none();
    }

    /**
     * Returns the body read as JSON.
     *
     * @throws HttpRefusal with 400 when it is none
     */
    public JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException malformed) {
            throw new HttpRefusal(Response.json(400, Map.of("message", "The body is not JSON.")));
        }
    }

    /** Returns the value of the first cookie of that name. */
    public Optional<String> cookie(String name) {
        return headers.all("Cookie").stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /**
     * Returns the decoded part of the path that the route names {@code {name}}.
     *
     * @throws NoSuchElementException when the route names no such part
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new NoSuchElementException("The route of " + path() + " has no {" + name + "}");
        }
        return value;
    }

    /** Returns what a filter attached under that type, or null. */
    public <T> @Nullable T attribute(Class<T> type) {
        return type.cast(attributes.get(type));
    }

    /** Returns a copy that carries the value as its attribute of that type. */
    public <T> Request with(Class<T> type, T value) {
        Map<Class<?>, Object> more = new HashMap<>(attributes);
        more.put(type, value);
        return new Request(line, headers, body, pathParameters, more);
    }

    /** Returns a copy with that raw path. */
    public Request withPath(String path) {
        RequestLine moved = new RequestLine(line.method(), path, line.rawQuery(), line.receivedAt());
        return new Request(moved, headers, body, pathParameters, attributes);
    }

    Request withPathParameters(Map<String, String> parameters) {
        return new Request(line, headers, body, parameters, attributes);
    }
}
