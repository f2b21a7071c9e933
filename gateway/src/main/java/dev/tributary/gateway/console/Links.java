package dev.tributary.gateway.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes links. Pure functions. */
final class Links {

    private Links() {}

    /** Returns the link to the next page of what was chosen. */
    static String to(String page, Map<String, String> chosen, String after) {
        Map<String, String> query = new LinkedHashMap<>(chosen);
        query.values().removeIf(String::isEmpty);
        query.put("after", after);
        return query.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", page + "?", ""));
    }
}
