package dev.tributary.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the fields of a query or of a form, as {@code application/x-www-form-urlencoded}. What two readers could read
 * differently is refused: a field given twice, or octets that are no UTF-8. Pure functions.
 */
public final class Fields {

    private Fields() {}

    /** Returns the fields, decoded. Throws {@link Refused}. */
    public static Map<String, String> read(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (encoded.isEmpty()) {
            return fields;
        }
        for (String field : encoded.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = decoded(equals < 0 ? field : field.substring(0, equals));
            String value = decoded(equals < 0 ? "" : field.substring(equals + 1));
            if (name.isEmpty() || fields.putIfAbsent(name, value) != null) {
                throw Refused.malformed("Each field must have a name, and must be given once only.");
            }
        }
        return fields;
    }

    /** In forms a plus stands for a space. */
    private static String decoded(String text) {
        return PercentCode.decode(text.replace("+", "%20"))
                .orElseThrow(() -> Refused.malformed("The fields must be in UTF-8 and percent-encoded."));
    }
}
