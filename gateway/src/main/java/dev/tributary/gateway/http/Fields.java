package dev.tributary.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

    private static String decoded(String text) {
        ByteBuffer octets = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                octets.put(octet(text, i + 1));
                i += 2;
            } else if (c > ' ' && c <= '~') {
                octets.put((byte) (c == '+' ? ' ' : c));
            } else {
                throw notEncoded();
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            throw notEncoded();
        }
    }

    private static byte octet(String text, int at) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw notEncoded();
        }
        return (byte) (high * 16 + low);
    }

    private static Refused notEncoded() {
        return Refused.malformed("The fields must be in UTF-8 and percent-encoded.");
    }
}
