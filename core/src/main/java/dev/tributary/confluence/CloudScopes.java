package dev.tributary.confluence;

import dev.tributary.model.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Knows which scopes calls of Confluence Cloud need, from a table of one line for each kind of call. */
final class CloudScopes {

    private static final String TABLE = "cloud-scopes.txt";
    private static final String VERSION_2 = "/api/v2/";
    private static final String PRODUCT = "/wiki";

    /** What the API calls a kind of content in paths, and what its scopes are called after. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("attachments", "attachment"),
            Map.entry("blogposts", "page"),
            Map.entry("comments", "comment"),
            Map.entry("custom-content", "custom-content"),
            Map.entry("databases", "database"),
            Map.entry("embeds", "embed"),
            Map.entry("folders", "folder"),
            Map.entry("footer-comments", "comment"),
            Map.entry("inline-comments", "comment"),
            Map.entry("pages", "page"),
            Map.entry("spaces", "space"),
            Map.entry("whiteboards", "whiteboard"));

    private static final List<Rule> RULES = read();

    private record Rule(String method, Pattern path, List<String> scopes) {

        boolean fits(String asked, String target) {
            return (method.equals("ANY") || method.equals(asked))
                    && path.matcher(target).matches();
        }
    }

    private CloudScopes() {}

    /** Returns the scopes that a call needs, all of them; none where the table does not know it. */
    static List<String> neededFor(String method, String target) {
        String path = below(Target.pathOf(target));
        return RULES.stream()
                .filter(rule -> rule.fits(method.equals("HEAD") ? "GET" : method, path))
                .findFirst()
                .map(rule -> named(rule.scopes(), path))
                .orElse(List.of());
    }

    /**
     * Returns the scopes that a call needs and a connection lacks; none where it lacks none, or where the table does not know
     * the call.
     *
     * @param target path and query below the connection's origin
     */
    static List<String> missing(Connection connection, String method, String target) {
        return neededFor(method, target).stream()
                .filter(scope -> !connection.scopes().contains(scope))
                .toList();
    }

    private static String below(String path) {
        return path.startsWith(PRODUCT + "/") ? path.substring(PRODUCT.length()) : path;
    }

    /** Granular scopes bear the product's name at their end, classic ones in it. */
    private static List<String> named(List<String> scopes, String path) {
        if (!path.startsWith(VERSION_2)) {
            return scopes;
        }
        String segment = path.substring(VERSION_2.length()).split("/", 2)[0];
        String kind = KINDS.getOrDefault(segment, segment);
        return scopes.stream()
                .map(scope -> scope.replace("{1}", kind) + ":confluence")
                .toList();
    }

    private static List<Rule> read() {
        try (InputStream table = Objects.requireNonNull(CloudScopes.class.getResourceAsStream(TABLE))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(CloudScopes::rule)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule rule(String line) {
        List<String> words = List.of(line.trim().split("\\s+"));
        return new Rule(words.get(0), pattern(words.get(1)), words.subList(2, words.size()));
    }

    private static Pattern pattern(String path) {
        StringBuilder pattern = new StringBuilder();
        Arrays.stream(path.substring(1).split("/"))
                .map(segment -> switch (segment) {
                    case "**" -> "(?:/.*)?";
                    case "*" -> "/[^/]+";
                    default -> "/" + Pattern.quote(segment);
                })
                .forEach(pattern::append);
        return Pattern.compile(pattern.toString());
    }
}
