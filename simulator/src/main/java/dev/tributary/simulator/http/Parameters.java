package dev.tributary.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Named values of which each may be given several times: a query, a form or headers. Immutable; order is kept, but for headers,
 * whose names are compared without case.
 */
public final class Parameters {

    private static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Returns no values at all. */
    public static Parameters none() {
        return NONE;
    }

    /**
     * Reads a query or an {@code application/x-www-form-urlencoded} body; {@code +} is a space. What cannot be decoded is taken as it is.
     *
     * @param encoded the text, or null for nothing
     */
    public static Parameters parse(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!name.isEmpty()) {
                values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
            }
        }
        return new Parameters(values);
    }

    /** Takes headers: the names are compared without case. */
    public static Parameters headers(Map<String, List<String>> headers) {
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, all) -> values.put(name, List.copyOf(all)));
        return new Parameters(values);
    }

    /** Returns the first value of that name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Returns every value of that name in the order given; empty when there is none. */
    public List<String> all(String name) {
        return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
    }

    /** Tells whether the name was given, be it with an empty value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns everything as an unmodifiable map. */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Returns these values followed by those of the other. */
    public Parameters and(Parameters other) {
        Map<String, List<String>> both = new LinkedHashMap<>();
        values.forEach((name, all) -> both.put(name, new ArrayList<>(all)));
        other.values.forEach((name, all) ->
                both.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(all));
        return new Parameters(both);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
