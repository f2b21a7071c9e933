package dev.tributary.http;

import dev.tributary.model.Misconfigured;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No complete answer came: no connection, broken TLS, a time-out, an answer beyond the size limit. */
public final class TransportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a remedy depends on it. */
    public enum Kind {
        /** The host name is unknown. */
        UNKNOWN_HOST(null),
        /** Nobody listens there, or the way is blocked. */
        UNREACHABLE(null),
        /** The proxy in between refuses the way. */
        PROXY("proxy"),
        /** Nobody whom we trust vouches for the server's certificate. */
        UNTRUSTED("caBundle"),
        /** The server's certificate is for another host or another time. */
        UNFIT("baseUrl"),
        /** TLS failed in another way. */
        TLS(null),
        /** No answer in time. */
        TIMEOUT(null),
        /** The answer is larger than allowed. */
        TOO_LARGE(null),
        /** The connection broke, or the answer was no HTTP. */
        BROKEN(null);

        private final @Nullable String setting;

        Kind(@Nullable String setting) {
            this.setting = setting;
        }
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

    /** Returns what an operator has to change at a site, with the setting; empty where another try may mend it. */
    public Optional<Misconfigured> misconfigured(String site) {
        return Optional.ofNullable(kind.setting)
                .map(setting -> new Misconfigured("sites." + site + "." + setting, String.valueOf(getMessage()), this));
    }
}
