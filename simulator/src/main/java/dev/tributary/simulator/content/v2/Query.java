package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.http.Request;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What requests ask of lists and bodies. */
final class Query {

    private static final List<String> LISTED = List.of("storage");
    private static final List<String> SINGLE =
            List.of("storage", "view", "export_view", "anonymous_export_view", "styled_view", "editor");

    private Query() {}

    /** The values of a parameter, given by commas or by repeating it. */
    static List<String> all(Request request, String name) {
        return request.query().all(name).stream()
                .flatMap(values -> Arrays.stream(values.split(",", -1)))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    static boolean accepts(Request request, String name, String value) {
        List<String> wanted = all(request, name);
        return wanted.isEmpty() || wanted.contains(value);
    }

    static boolean is(Request request, String name) {
        return request.query().first(name).orElse("").equals("true");
    }

    static String bodyFormatOfList(Request request) {
        return bodyFormat(request, LISTED);
    }

    static String bodyFormat(Request request) {
        return bodyFormat(request, SINGLE);
    }

    /** The format, or an empty text for no body at all. */
    private static String bodyFormat(Request request, List<String> known) {
        String format = request.query().first("body-format").orElse("").toLowerCase(Locale.ROOT);
        if (!format.isEmpty() && !known.contains(format)) {
            throw RefusedException.invalid("body-format here is one of " + known + ", not: " + format);
        }
        return format;
    }

    static Comparator<Content> order(Request request) {
        String sort = request.query().first("sort").orElse("id");
        boolean down = sort.startsWith("-");
        Comparator<Content> order = switch (down ? sort.substring(1) : sort) {
            case "id" -> Comparator.comparing(Query::number);
            case "title" -> Comparator.comparing(Content::title);
            case "created-date" ->
                Comparator.comparing(content -> content.first().when());
            case "modified-date" ->
                Comparator.comparing(content -> content.current().when());
            default -> throw RefusedException.invalid("sort is id, title, created-date or modified-date, not: " + sort);
        };
        return down ? order.reversed() : order;
    }

    private static Long number(Content content) {
        return Long.valueOf(content.id().replace("att", ""));
    }
}
