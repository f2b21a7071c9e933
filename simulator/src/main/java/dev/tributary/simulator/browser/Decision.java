package dev.tributary.simulator.browser;

import java.util.Locale;

/** What a user presses on a consent page. */
public enum Decision {
    /** The application may act as the user. */
    APPROVE,
    /** It may not. */
    DENY;

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
