package dev.tributary.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Undoes what a server, or a proxy in between, did to a body although nobody had asked for it (RFC 9110 section 8.4). */
final class ContentCoding {

    private static final String HEADER = "Content-Encoding";

    private ContentCoding() {}

    /** Returns the answer as it was before, as long as its body is no larger than allowed. */
    static HttpAnswer undo(HttpAnswer answer, int maxBytes) throws IOException {
        List<String> codings = answer.headers().getOrDefault(HEADER, List.of());
        byte[] coded = answer.body().bytes();
        if (codings.isEmpty() || coded.length == 0) {
            return answer;
        }
        byte[] plain = switch (String.join(",", codings).strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> coded;
            case "gzip", "x-gzip" -> unzip(coded, maxBytes);
            default -> throw new ProtocolException("The body is coded in a way that nobody asked for.");
        };
        return new HttpAnswer(answer.status(), plain(answer.headers()), Body.of(plain));
    }

    /** Returns the answer so that its body is read as it was before. Blocks until its first bytes have come. */
    static OpenAnswer undo(OpenAnswer answer) throws IOException {
        List<String> codings = answer.headers().getOrDefault(HEADER, List.of());
        return switch (String.join(",", codings).strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> answer;
            case "gzip", "x-gzip" -> new OpenAnswer(answer.status(), plain(answer.headers()), unzipped(answer.body()));
            default -> throw new ProtocolException("The body is coded in a way that nobody asked for.");
        };
    }

    private static InputStream unzipped(InputStream body) throws IOException {
        PushbackInputStream coded = new PushbackInputStream(body);
        int first = coded.read();
        if (first < 0) {
            return coded;
        }
        coded.unread(first);
        return Unzipped.of(coded);
    }

    private static byte[] unzip(byte[] coded, int maxBytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(coded))) {
            byte[] plain = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw new BoundedBody.TooLarge();
            }
            return plain;
        }
    }

    private static Map<String, List<String>> plain(Map<String, List<String>> coded) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        coded.forEach((name, values) -> headers.put(name, new ArrayList<>(values)));
        headers.remove(HEADER);
        headers.remove("Content-Length");
        return headers;
    }
}
