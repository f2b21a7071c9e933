package dev.tributary.token;

import dev.tributary.model.ConnectionListener;
import java.time.Duration;

/**
 * Who is told of what happens to connections, and how early; and who measures.
 *
 * @param listener who is told; it must not block
 * @param ahead how long before the end of a connection its user's need to connect again is told; zero for not at all
 * @param meter who measures
 */
public record Notice(ConnectionListener listener, Duration ahead, EngineMeter meter) {

    /** Two weeks, for mails to be read and for a holiday. */
    public static final Duration IN_GOOD_TIME = Duration.ofDays(14);

    /** For a process where nobody listens: what it does not tell is left to the others. */
    public static final Notice NONE = new Notice(event -> {}, Duration.ZERO);

    /** Throws {@link IllegalArgumentException} for a negative time. */
    public Notice {
        if (ahead.isNegative()) {
            throw new IllegalArgumentException(
                    "The end of a connection cannot be told after it: ahead is " + ahead + ".");
        }
    }

    /** Lets nobody measure. */
    public Notice(ConnectionListener listener, Duration ahead) {
        this(listener, ahead, EngineMeter.NONE);
    }

    /** Returns the same, and who measures. */
    public Notice measuredBy(EngineMeter other) {
        return new Notice(listener, ahead, other);
    }

    /** Says whether ends are to be told. */
    boolean looksAhead() {
        return !ahead.isZero();
    }
}
