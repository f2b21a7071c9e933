package dev.tributary.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer whose head has come, and whose body is read as it comes. Its string form is the status only.
 *
 * <p>Whoever has one closes it: until its body has been read to the end, or is closed, it keeps a connection. Reading blocks,
 * and throws {@link IOException} when the connection breaks, or when no byte comes for as long as the call was to wait.
 *
 * @param status the HTTP status
 * @param headers all header fields; names compare without case
 * @param body the body, decompressed
 */
public record OpenAnswer(int status, Map<String, List<String>> headers, InputStream body) implements AutoCloseable {

    /** Keeps its own copy of the header fields. */
    public OpenAnswer {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    static OpenAnswer of(HttpAnswer answer) {
        return new OpenAnswer(answer.status(), answer.headers(), answer.body().open());
    }

    /** Returns the first value of a header field. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * Returns the same with so much of its body as there is, at most that many bytes, and closes it. Blocks.
     *
     * <p>Throws {@link IOException} when the connection breaks.
     */
    public HttpAnswer beginning(int mostBytes) throws IOException {
        try (body) {
            return new HttpAnswer(status, headers, Body.of(body.readNBytes(mostBytes)));
        }
    }

    /** Reads no further. An answer that is not at its end takes its connection with it. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // Nobody wants its bytes any more.
        }
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
