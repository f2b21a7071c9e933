package dev.tributary.cli.person;

import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.http.Body;
import dev.tributary.http.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes a request of what somebody typed. It can lead to the site only. */
public final class ApiRequest {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final int REPEATABLE = 1 << 20;

    private ApiRequest() {}

    /**
     * What was typed.
     *
     * @param what the method, if it was said, and the path
     * @param fields what to add, by name
     * @param headers header fields, each {@code name: value}
     * @param input the file to send, {@code -} for standard input; absent for none
     */
    public record Parts(
            List<String> what,
            Map<String, String> fields,
            List<String> headers,
            @Nullable String input) {}

    /**
     * Returns the request. Blocks for standard input.
     *
     * <p>Throws {@link IllegalArgumentException} for what is no request of this site's, and {@link IOException} when the file cannot be
     * read.
     */
    public static ConfluenceRequest of(Parts parts, InputStream standardInput) throws IOException {
        String method = method(parts);
        String target = parts.what().get(parts.what().size() - 1);
        if (!target.startsWith("/") || target.startsWith("//")) {
            throw new IllegalArgumentException(
                    "'%s' is no path below the site's base URL, such as /rest/api/space. Your token goes to that site only."
                            .formatted(Printable.line(target)));
        }
        boolean inBody = parts.input() == null
                && WITH_BODY.contains(method)
                && !parts.fields().isEmpty();
        Map<String, String> headers = headers(parts.headers());
        if (inBody || parts.input() != null) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        return new ConfluenceRequest(
                method,
                inBody ? target : withQuery(target, parts.fields()),
                headers,
                inBody ? Body.of(JsonMapper.shared().writeValueAsString(parts.fields())) : body(parts, standardInput));
    }

    private static String method(Parts parts) {
        if (parts.what().size() == 1) {
            return parts.input() == null ? "GET" : "POST";
        }
        String method = parts.what().get(0).toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException(
                    "'%s' is no method. Say one of GET, POST, PUT, PATCH, DELETE, HEAD, and then the path."
                            .formatted(Printable.line(parts.what().get(0))));
        }
        return method;
    }

    private static Map<String, String> headers(List<String> typed) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : typed) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("A header field is written 'name: value'.");
            }
            if (headers.put(line.substring(0, colon), line.substring(colon + 1).strip()) != null) {
                throw new IllegalArgumentException("A header field is given twice.");
            }
        }
        return headers;
    }

    private static String withQuery(String target, Map<String, String> fields) {
        if (fields.isEmpty()) {
            return target;
        }
        String added = new LinkedHashMap<>(fields)
                .entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return target + (target.contains("?") ? "&" : "?") + added;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private static Payload body(Parts parts, InputStream standardInput) throws IOException {
        if (parts.input() == null) {
            return Body.EMPTY;
        }
        if (!parts.input().equals("-")) {
            Path file = Path.of(parts.input());
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("There is no file " + file + ".");
            }
            return Payload.file(file);
        }
        byte[] beginning = standardInput.readNBytes(REPEATABLE);
        return beginning.length < REPEATABLE
                ? Body.of(beginning)
                : Payload.once(new SequenceInputStream(new ByteArrayInputStream(beginning), standardInput));
    }
}
