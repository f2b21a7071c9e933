package dev.tributary.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The bytes of a stream. Thread-safe as far as nobody gets them twice. */
final class OncePayload implements Payload {

    private final AtomicReference<@Nullable InputStream> stream;
    private final long length;

    OncePayload(InputStream stream, long length) {
        this.stream = new AtomicReference<>(stream);
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream unread = stream.getAndSet(null);
        if (unread == null) {
            throw new IOException("The stream has been read already, and can be sent once only.");
        }
        return unread;
    }
}
