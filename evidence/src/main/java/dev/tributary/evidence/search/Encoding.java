package dev.tributary.evidence.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** How a secret may be written. */
enum Encoding {
    PLAIN(text -> text),
    PERCENT_ENCODED(text -> URLEncoder.encode(text, UTF_8)),
    JSON(text -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/")),
    JSON_UNICODE(text -> text.replace("=", "\\u003d").replace("+", "\\u002b").replace("&", "\\u0026")),
    HTML(text -> text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;")),
    HTML_NUMBERS(text -> text.replace("=", "&#61;").replace("+", "&#43;").replace("/", "&#47;")),
    HEX(text -> HexFormat.of().formatHex(text.getBytes(UTF_8))),
    HEX_IN_CAPITALS(text -> HexFormat.of().withUpperCase().formatHex(text.getBytes(UTF_8))),
    UTF_16(text -> new String(text.getBytes(UTF_16LE), ISO_8859_1)),
    BASE64(text -> base64(text, 0)),
    BASE64_SECOND(text -> base64(text, 1)),
    BASE64_THIRD(text -> base64(text, 2)),
    BASE64_FOR_URLS(text -> forUrls(base64(text, 0))),
    BASE64_FOR_URLS_SECOND(text -> forUrls(base64(text, 1))),
    BASE64_FOR_URLS_THIRD(text -> forUrls(base64(text, 2)));

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final UnaryOperator<String> writer;

    Encoding(UnaryOperator<String> writer) {
        this.writer = writer;
    }

    byte[] of(String secret) {
        return writer.apply(secret).getBytes(this == UTF_16 ? ISO_8859_1 : UTF_8);
    }

    /** What stands in the Base64 of a text that has the secret at a place whose remainder by three is that, and in no other's. */
    private static String base64(String text, int remainder) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] shifted = Arrays.copyOf(new byte[remainder], remainder + bytes.length);
        System.arraycopy(bytes, 0, shifted, remainder, bytes.length);
        String encoded = Base64.getEncoder().encodeToString(shifted);
        int certain = shifted.length * 8 / 6;
        return encoded.substring(remainder == 0 ? 0 : remainder + 1, certain);
    }

    private static String forUrls(String base64) {
        return base64.replace('+', '-').replace('/', '_');
    }
}
