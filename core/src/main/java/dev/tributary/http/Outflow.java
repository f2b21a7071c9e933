package dev.tributary.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/** A payload on its way out: read no faster than it is sent. It tells when it moves, and remembers when it could not be read. */
final class Outflow {

    private final Payload payload;
    private final Silence silence;
    private volatile @Nullable IOException failure;
    private volatile @Nullable InputStream opened;
    private volatile boolean over;

    Outflow(Payload payload, Silence silence) {
        this.payload = payload;
        this.silence = silence;
    }

    HttpRequest.BodyPublisher publisher() {
        if (payload instanceof Body whole) {
            return BodyPublishers.ofByteArray(whole.bytes());
        }
        if (payload.length() == 0) {
            return BodyPublishers.noBody();
        }
        BodyPublisher flowing = BodyPublishers.ofInputStream(() -> new Watched(opened()));
        return payload.length() < 0 ? flowing : BodyPublishers.fromPublisher(flowing, payload.length());
    }

    /** Throws what kept the payload from being read: then the request was never whole, whatever else went wrong. */
    void check() {
        IOException unreadable = failure;
        if (unreadable != null) {
            throw new UncheckedIOException(
                    "What was to be sent cannot be read, so the request was broken off.", unreadable);
        }
    }

    /** Closes what is still open of the payload: nothing more of it is sent, and the client closes only what it read to its end. */
    void end() {
        over = true;
        close(opened);
    }

    private static void close(@Nullable InputStream stream) {
        if (stream == null) {
            return;
        }
        try {
            stream.close();
        } catch (IOException e) {
            // Nobody wants its bytes any more.
        }
    }

    private InputStream opened() {
        try {
            InputStream stream = payload.open();
            opened = stream;
            if (over) {
                close(stream);
            }
            return stream;
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException(e);
        }
    }

    private final class Watched extends FilterInputStream {

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        /** Fails by what no client can take for the end of the stream. */
        @Override
        public int read(byte[] bytes, int offset, int length) {
            silence.isBroken();
            try {
                int read = super.read(bytes, offset, length);
                silence.isBroken();
                return read;
            } catch (IOException e) {
                failure = e;
                throw new UncheckedIOException(e);
            }
        }
    }
}
