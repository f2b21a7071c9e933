package dev.tributary.cli.person;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Entries of a list as lines.
 *
 * @param columns which members; empty for what lists of Confluence usually have
 */
record Table(List<String> columns) {

    private static final List<String> USUAL = List.of(
            "id", "key", "type", "status", "title", "name", "username", "displayName", "content.id", "content.title");
    private static final String GAP = "  ";

    void print(List<JsonNode> entries, PrintWriter out) {
        List<String> shown = columns.isEmpty() ? usual(entries) : columns;
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        entries.forEach(
                entry -> lines.add(shown.stream().map(name -> cell(entry, name)).toList()));
        Lines.print(lines, out, GAP);
    }

    /** Returns the usual columns that are there, or else the first plain members. */
    private static List<String> usual(List<JsonNode> entries) {
        List<String> known = USUAL.stream()
                .filter(name ->
                        entries.stream().anyMatch(entry -> !cell(entry, name).isEmpty()))
                .toList();
        if (!known.isEmpty()) {
            return known;
        }
        Set<String> plain = new LinkedHashSet<>();
        entries.forEach(entry -> entry.properties().stream()
                .filter(member -> member.getValue().isValueNode())
                .forEach(member -> plain.add(member.getKey())));
        return List.copyOf(plain);
    }

    private static String cell(JsonNode entry, String name) {
        JsonNode at = entry;
        for (String part : name.split("\\.", -1)) {
            at = at.path(part);
        }
        return Printable.line(at.isValueNode() && !at.isNull() ? at.asString() : at.isContainer() ? at.toString() : "");
    }

    /** Lines of cells, each column as wide as its widest. */
    static final class Lines {

        private Lines() {}

        static void print(List<List<String>> lines, PrintWriter out, String gap) {
            int count = lines.get(0).size();
            int[] widths = IntStream.range(0, count)
                    .map(i -> lines.stream()
                            .mapToInt(line -> width(line.get(i)))
                            .max()
                            .orElse(0))
                    .toArray();
            for (List<String> line : lines) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < count; i++) {
                    boolean last = i == count - 1;
                    text.append(line.get(i));
                    text.append(last ? "" : " ".repeat(widths[i] - width(line.get(i))) + gap);
                }
                out.println(text.toString().stripTrailing());
            }
        }

        private static int width(String text) {
            return text.codePointCount(0, text.length());
        }
    }
}
