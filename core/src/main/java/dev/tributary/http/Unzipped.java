package dev.tributary.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes gzip while the bytes still come. A body may consist of several members one after the other (RFC 1952 section 2.2), and
 * the JDK's own stream takes it for whole when the next one has not come yet, or breaks off at its beginning.
 */
final class Unzipped extends FilterInputStream {

    private final Source source;

    private Unzipped(Source source, InputStream plain) {
        super(plain);
        this.source = source;
    }

    /** Begins to read. Blocks until the first member's head has come. */
    static InputStream of(InputStream coded) throws IOException {
        Source source = new Source(coded);
        return new Unzipped(source, new GZIPInputStream(source));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read < 0) {
            source.check();
        }
        return read;
    }

    /** Waits for the next byte before it says that there is none, and remembers when it broke. */
    private static final class Source extends PushbackInputStream {

        private @Nullable IOException broken;

        Source(InputStream coded) {
            super(coded);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return 1;
        }

        void check() throws IOException {
            if (broken != null) {
                throw broken;
            }
        }
    }
}
