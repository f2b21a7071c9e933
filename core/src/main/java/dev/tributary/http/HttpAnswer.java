package dev.tributary.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One answer. Its string form is the status only, because the rest may hold secrets.
 *
 * @param status the HTTP status
 * @param headers all header fields; names compare without case
 * @param body the whole body, decompressed
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, Body body) {

    /** Keeps its own copy of the header fields. */
    public HttpAnswer {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    /** Returns the first value of a header field. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Returns all that a header field says, for fields whose every value counts: see {@link #joined(List)}. */
    public Optional<String> joined(String name) {
        return joined(headers.getOrDefault(name, List.of()));
    }

    /**
     * Makes one value of a field that was sent several times, by commas (RFC 9110, section 5.3). What was sent twice alike counts
     * once, since it says no more than that.
     */
    public static Optional<String> joined(List<String> values) {
        return switch (values.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(values.get(0));
            default -> Optional.of(values.stream().distinct().collect(Collectors.joining(", ")));
        };
    }

    /** Says whether the body is a page for people, by its declared type or, without one of JSON, by its beginning. */
    public boolean isHtml() {
        String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        boolean undeclared = !type.contains("json");
        return type.contains("html")
                || (undeclared && body.text().stripLeading().startsWith("<"));
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
