package dev.tributary.gateway.proxy;

import java.util.ArrayList;
import java.util.List;

/** Takes a header field {@code Link} apart at the commas that are neither in a target nor in quotes (RFC 8288 section 3). */
final class LinkValues {

    private LinkValues() {}

    static List<String> of(String field) {
        List<String> values = new ArrayList<>();
        int from = 0;
        char until = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (until == '"' && c == '\\') {
                i++;
            } else if (until != 0) {
                until = c == until ? 0 : until;
            } else if (c == '<' || c == '"') {
                until = c == '<' ? '>' : '"';
            } else if (c == ',') {
                values.add(field.substring(from, i).strip());
                from = i + 1;
            }
        }
        values.add(field.substring(from).strip());
        return values.stream().filter(value -> !value.isEmpty()).toList();
    }
}
