package dev.tributary.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One line of the router's table: a method, the segments of a path of which some are variables, and the handler. */
record Route(String method, List<String> segments, Handler handler) {

    static Route of(String line, Handler handler) {
        String[] parts = line.split(" ", 2);
        if (parts.length != 2 || !parts[1].startsWith("/")) {
            throw new IllegalArgumentException("A route is a method, a space and a path: " + line);
        }
        return new Route(parts[0], segmentsOf(parts[1]), handler);
    }

    static List<String> segmentsOf(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The variables when the path fits; a last segment {@code {name...}} takes all that is left. */
    Optional<Map<String, String>> match(List<String> path) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = segments.get(i);
            if (isRest(expected) && i < path.size()) {
                variables.put(
                        expected.substring(1, expected.length() - 4), String.join("/", path.subList(i, path.size())));
                return Optional.of(variables);
            }
            if (i >= path.size() || !fits(expected, path.get(i), variables)) {
                return Optional.empty();
            }
        }
        return path.size() == segments.size() ? Optional.of(variables) : Optional.empty();
    }

    /** Literal segments before variables, variables before the rest: the smaller is tried first. */
    String rank() {
        StringBuilder rank = new StringBuilder();
        segments.forEach(segment -> rank.append(isRest(segment) ? '2' : isVariable(segment) ? '1' : '0'));
        return rank.toString();
    }

    private static boolean fits(String expected, String actual, Map<String, String> variables) {
        if (!isVariable(expected)) {
            return expected.equals(actual);
        }
        variables.put(expected.substring(1, expected.length() - 1), decoded(actual));
        return !actual.isEmpty();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static boolean isRest(String segment) {
        return segment.endsWith("...}");
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new HttpRefusal(Response.text(400, "The path is not well encoded."));
        }
    }
}
