package dev.tributary.gateway.proxy;

import java.util.function.Consumer;

/** The comma-separated lists that header fields have as their values (RFC 9110, section 5.6.1). Pure functions. */
final class Values {

    private Values() {}

    /** Hands over each of a list, without the space around it and as it is written; what is empty is none. */
    static void each(Iterable<String> fields, Consumer<String> to) {
        for (String field : fields) {
            int from = 0;
            while (from <= field.length()) {
                int comma = field.indexOf(',', from);
                int end = comma < 0 ? field.length() : comma;
                String value = field.substring(from, end).strip();
                if (!value.isEmpty()) {
                    to.accept(value);
                }
                from = end + 1;
            }
        }
    }
}
