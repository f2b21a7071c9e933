package dev.tributary.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a request sends: bytes that are read while they are sent, so that they need not fit into memory. A {@link Body} is one
 * that does. Implementations of one's own may read from wherever they like, such as from a database.
 */
public interface Payload {

    /** Returns how many bytes there are; less than 0 where nobody knows beforehand. */
    long length();

    /**
     * Says whether the bytes can be read from their beginning again, so that a request that the server refused, and only
     * such a one, may be sent once more.
     */
    boolean isRepeatable();

    /**
     * Returns the bytes from their beginning; whoever reads them closes them.
     *
     * <p>Throws {@link IOException} when they cannot be read, or cannot be read again.
     */
    InputStream open() throws IOException;

    /**
     * Returns the bytes of a file, which must not change while they are sent.
     *
     * <p>Throws {@link IOException} when there is no such file, or its size cannot be read.
     */
    static Payload file(Path file) throws IOException {
        return new FilePayload(file, Files.size(file));
    }

    /** Returns the bytes of a stream, which can be sent once; it is closed then. */
    static Payload once(InputStream stream) {
        return once(stream, -1);
    }

    /**
     * Returns the bytes of a stream, which can be sent once; it is closed then.
     *
     * @param length how many bytes it has, to the byte; less than 0 where nobody knows
     */
    static Payload once(InputStream stream, long length) {
        return new OncePayload(stream, length);
    }
}
