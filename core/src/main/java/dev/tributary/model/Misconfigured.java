package dev.tributary.model;

import org.jspecify.annotations.Nullable;

/** A setting is wrong, and an operator has to change it. No connection is harmed, and no user is sent to connect again. */
public final class Misconfigured extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final String key;

    /** Names the setting, what is wrong with it, and what to do. */
    public Misconfigured(String key, String whatAndRemedy) {
        this(key, whatAndRemedy, null);
    }

    /** As above, with the failure that showed it. */
    public Misconfigured(String key, String whatAndRemedy, @Nullable Throwable cause) {
        super(key + ": " + whatAndRemedy, cause);
        this.key = key;
    }

    /** Returns the setting to change, such as {@code sites.wiki.clientSecret}. */
    public String key() {
        return key;
    }
}
