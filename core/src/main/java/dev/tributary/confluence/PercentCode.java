package dev.tributary.confluence;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding as of RFC 3986, where a plus sign is a plus sign. */
final class PercentCode {

    private PercentCode() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String decode(String text) {
        return new String(decodeBytes(text), StandardCharsets.UTF_8);
    }

    /** Decodes; what is no valid escape stays as it is. */
    static byte[] decodeBytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (isEscape(bytes, i)) {
                decoded.write(HexFormat.fromHexDigits(text(bytes, i)));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toByteArray();
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && HexFormat.isHexDigit(bytes[at + 1])
                && HexFormat.isHexDigit(bytes[at + 2]);
    }

    private static String text(byte[] bytes, int escape) {
        return new String(bytes, escape + 1, 2, StandardCharsets.US_ASCII);
    }
}
