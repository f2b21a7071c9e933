package dev.tributary.confluence;

import dev.tributary.http.OpenAnswer;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * The bytes of an attachment as they come. They are what somebody uploaded: trust neither them nor their type.
 *
 * <p>Close it, in a try-with-resources: until it was read to its end, or is closed, it keeps a connection. One thread reads.
 */
public final class Download implements AutoCloseable {

    private final OpenAnswer answer;

    Download(OpenAnswer answer) {
        this.answer = answer;
    }

    /** Returns the media type that Confluence says; {@code application/octet-stream} where it says none. */
    public String contentType() {
        return answer.header("Content-Type").orElse("application/octet-stream");
    }

    /** Returns how many bytes there are, where Confluence says so. */
    public OptionalLong length() {
        return answer.header("Content-Length").stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /**
     * Returns the bytes. Reading blocks until some have come, and throws {@link java.io.IOException} when the connection breaks
     * before their end or when none comes for a minute; what was read until then is not the whole.
     */
    public InputStream stream() {
        return answer.body();
    }

    /** Reads no further. Does not block. */
    @Override
    public void close() {
        answer.close();
    }
}
