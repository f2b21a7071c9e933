package dev.tributary.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Undoes percent-encoding, once and strictly. A pure function. */
public final class PercentCode {

    private PercentCode() {}

    /**
     * Returns the text; nothing where it has an octet that is neither visible ASCII nor encoded, a broken escape, or octets
     * that are no UTF-8: overlong forms and surrogates are reported by the decoder, where others would mend them.
     */
    public static Optional<String> decode(String encoded) {
        if (isPlain(encoded)) {
            return Optional.of(encoded);
        }
        ByteBuffer octets = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int octet = c == '%' ? escaped(encoded, i + 1) : visible(c);
            if (octet < 0) {
                return Optional.empty();
            }
            octets.put((byte) octet);
            i += c == '%' ? 2 : 0;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || visible(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int visible(char c) {
        return c > ' ' && c <= '~' ? c : -1;
    }

    /** Of hexadecimal digits there are others than those of ASCII, which nobody else would read so. */
    private static int escaped(String text, int at) {
        boolean two = at + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(at))
                && HexFormat.isHexDigit(text.charAt(at + 1));
        return two ? HexFormat.fromHexDigits(text, at, at + 2) : -1;
    }
}
