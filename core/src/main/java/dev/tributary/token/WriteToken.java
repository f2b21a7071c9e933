package dev.tributary.token;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An access token for one request that changes something. Until it is closed, this process does not begin to renew the
 * connection, for some seconds at least. Thread-safe; closing it again changes nothing.
 */
public final class WriteToken implements AutoCloseable {

    private final AccessToken token;
    private final Runnable over;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Lends a token to a write.
     *
     * @param token the token
     * @param over who is told once that the write is over
     */
    public WriteToken(AccessToken token, Runnable over) {
        this.token = token;
        this.over = over;
    }

    /** Returns the token. */
    public AccessToken token() {
        return token;
    }

    /** Says that the write was answered, or given up. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            over.run();
        }
    }
}
