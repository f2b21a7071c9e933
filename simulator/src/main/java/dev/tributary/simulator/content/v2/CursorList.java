package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.rest.Cursor;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The stretch of a list that a request asks for. Where it goes on is said twice: in {@code _links.next} and in the header {@code Link}. */
final class CursorList {

    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 250;

    private CursorList() {}

    static <T> Response of(Request request, Environment site, List<T> all, Function<? super T, ?> view) {
        int start = request.query().first("cursor").map(Cursor::read).orElse(0);
        int limit = limit(request);
        int end = Math.min(all.size(), start + limit);
        String base = site.baseUrl().toString();
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("base", base);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "results",
                all.subList(Math.min(start, end), end).stream().map(view).toList());
        json.put("_links", links);
        if (end == all.size()) {
            return Response.json(json);
        }
        String next = next(request, limit, end);
        links.put("next", next);
        return Response.json(json).with("Link", "<" + next + ">; rel=\"next\", <" + base + ">; rel=\"base\"");
    }

    /** Relative to the site's own host, which takes no tokens: a client asks the API host with the cursor again. */
    private static String next(Request request, int limit, int end) {
        List<String> pairs = new ArrayList<>();
        request.query().asMap().forEach((name, values) -> {
            if (!name.equals("cursor") && !name.equals("limit")) {
                values.forEach(value -> pairs.add(encoded(name) + "=" + encoded(value)));
            }
        });
        pairs.add("limit=" + limit);
        pairs.add("cursor=" + Cursor.after(end));
        return "/wiki" + request.path() + "?" + String.join("&", pairs);
    }

    private static int limit(Request request) {
        String text = request.query().first("limit").orElse(String.valueOf(DEFAULT_LIMIT));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
            throw RefusedException.invalid("limit is a number from 1 to " + MAX_LIMIT + ", not: " + text);
        }
        return Math.min(MAX_LIMIT, Integer.parseInt(text));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
