package dev.tributary.http;

import org.jspecify.annotations.Nullable;

/** No complete answer came: no connection, broken TLS, a time-out, an answer beyond the size limit. */
public final class TransportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a remedy depends on it. */
    public enum Kind {
        /** The host name is unknown. */
        UNKNOWN_HOST,
        /** Nobody listens there, or the way is blocked. */
        UNREACHABLE,
        /** The server's certificate is not trusted. */
        UNTRUSTED,
        /** TLS failed in another way. */
        TLS,
        /** No answer in time. */
        TIMEOUT,
        /** The answer is larger than allowed. */
        TOO_LARGE,
        /** The connection broke, or the answer was no HTTP. */
        BROKEN
    }

    private final Kind kind;
    private final boolean nothingSent;

    /**
     * Describes a failed exchange.
     *
     * @param kind what went wrong
     * @param message what happened, with which host, and what to do
     * @param nothingSent whether it is certain that no byte of the request left
     * @param cause the failure underneath
     */
    public TransportException(Kind kind, String message, boolean nothingSent, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.nothingSent = nothingSent;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Says whether it is certain that no byte of the request left: then nothing can have been spent. */
    public boolean nothingSent() {
        return nothingSent;
    }
}
