package dev.tributary.benchmarks.server;

/** What a server does with a refresh token that was spent. */
public enum Rotation {
    /** It may be used again: a renewal gives a new access token only. */
    REUSE("refresh token may be reused"),
    /** Each renewal gives a new one, and one that was spent is refused. */
    STRICT("single use, reuse is refused"),
    /** As {@link #STRICT}; and whoever presents one that was spent ends the whole grant (RFC 9700 section 4.14.2). */
    FAMILY("single use, reuse ends the grant");

    private final String title;

    Rotation(String title) {
        this.title = title;
    }

    /** Returns it in words. */
    public String title() {
        return title;
    }
}
