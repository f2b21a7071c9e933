package dev.tributary.token;

import java.time.Duration;

/** How an authorization server treats a refresh token that was spent: what is documented leaves room for all of these. */
enum Rotation {
    /** A spent token is refused, and no harm is done. */
    STRICT(false, false),
    /** A spent token is refused, and the grant is ended. */
    STRICT_ENDING(false, true),
    /** For ten minutes a spent token works again; all pairs it brought live. Later reuse ends the grant. */
    LEEWAY_ALL(true, true),
    /** For ten minutes a spent token works again, and the newest pair alone lives. Later reuse ends the grant. */
    LEEWAY_NEWEST(true, true),
    /** As above; spending a pair that was superseded so ends the grant as well. */
    LEEWAY_NEWEST_ENDING(true, true),
    /** For ten minutes the immediate predecessor works again, unless its successor was spent. Other reuse ends the grant. */
    LEEWAY_PREDECESSOR(true, true),
    /** The refresh token stays the same. */
    NONE(false, false);

    static final Duration LEEWAY = Duration.ofMinutes(10);

    private final boolean leeway;
    private final boolean reuseEnds;

    Rotation(boolean leeway, boolean reuseEnds) {
        this.leeway = leeway;
        this.reuseEnds = reuseEnds;
    }

    boolean hasLeeway() {
        return leeway;
    }

    boolean reuseEndsGrant() {
        return reuseEnds;
    }
}
