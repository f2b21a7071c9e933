package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The stretch of a list that a request asks for, and the envelope it is sent in.
 *
 * @param limit at most the cap of what is listed
 */
record Listing(Request request, int start, int limit) {
    static final int DEFAULT_LIMIT = 25;
    static final int CAP = 200;

    static Listing of(Request request) {
        return of(request, CAP);
    }

    static Listing of(Request request, int cap) {
        int start = request.query().first("cursor").map(Cursor::read).orElseGet(() -> number(request, "start", 0));
        return new Listing(request, start, Math.min(cap, number(request, "limit", DEFAULT_LIMIT)));
    }

    /** The whole answer; {@code next} lacks the context path, as Confluence's does. */
    <T> Map<String, Object> answer(Links links, List<T> all, Function<? super T, ?> view) {
        Map<String, Object> json = results(all, view);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("self", links.base() + request.path() + query(request.query().asMap(), Map.of()));
        if (limit > 0 && end() < all.size()) {
            root.put("next", request.path() + (links.dialect() == Dialect.CLOUD ? after(end()) : at(end())));
        }
        if (start > 0) {
            root.put("prev", request.path() + at(Math.max(0, start - limit)));
        }
        root.putAll(links.root());
        json.put("_links", root);
        return json;
    }

    private <T> Map<String, Object> results(List<T> all, Function<? super T, ?> view) {
        List<?> page = all.subList(Math.min(start, all.size()), (int) Math.min(end(), all.size())).stream()
                .map(view)
                .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("results", page);
        json.put("start", start);
        json.put("limit", limit);
        json.put("size", page.size());
        return json;
    }

    /** A list inside another answer, from its beginning. */
    static <T> Map<String, Object> inner(String self, List<T> all, Function<? super T, ?> view, Links links) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("results", all.stream().limit(DEFAULT_LIMIT).map(view).toList());
        json.put("start", 0);
        json.put("limit", DEFAULT_LIMIT);
        json.put("size", Math.min(all.size(), DEFAULT_LIMIT));
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("self", links.base() + self);
        if (all.size() > DEFAULT_LIMIT) {
            own.put("next", self + "?limit=" + DEFAULT_LIMIT + "&start=" + DEFAULT_LIMIT);
        }
        json.put("_links", own);
        return json;
    }

    private long end() {
        return (long) start + limit;
    }

    /** Cloud counts on by cursor. */
    private String after(long results) {
        Map<String, List<String>> given = new LinkedHashMap<>(request.query().asMap());
        given.remove("start");
        return query(given, Map.of("limit", String.valueOf(limit), "cursor", Cursor.after(results)));
    }

    private String at(long newStart) {
        return query(
                request.query().asMap(), Map.of("limit", String.valueOf(limit), "start", String.valueOf(newStart)));
    }

    private static String query(Map<String, List<String>> given, Map<String, String> replaced) {
        List<String> pairs = new ArrayList<>();
        given.forEach((name, values) -> {
            if (!replaced.containsKey(name)) {
                values.forEach(value -> pairs.add(Links.encode(name) + "=" + Links.encode(value)));
            }
        });
        replaced.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> pairs.add(each.getKey() + "=" + each.getValue()));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static int number(Request request, String name, int otherwise) {
        String text = request.query().first(name).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw RefusedException.invalid(name + " must be a number from 0 on, not: " + text);
        }
        return Integer.parseInt(text);
    }
}
