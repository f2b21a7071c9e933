package dev.tributary.gateway.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param kind what they are
 * @param name who vouches for them, or who they are: a user's issuer, an administrator's name; absent for others
 */
public record Actor(Kind kind, @Nullable String name) {

    private static final int LONGEST = 255;

    /** Cuts a name short that no column takes. */
    public Actor {
        name = name == null || name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }

    /** The gateway itself: renewals, clearing away, the answers of Confluence. */
    public static final Actor GATEWAY = new Actor(Kind.GATEWAY, null);

    /** An application that has shown its key. */
    public static final Actor APP = new Actor(Kind.APP, null);

    /** A person at a browser, in the flow: nobody knows yet who. */
    public static final Actor BROWSER = new Actor(Kind.BROWSER, null);

    /** What those are who do something. */
    public enum Kind {
        /** The gateway itself. */
        GATEWAY,
        /** An application, with its key. */
        APP,
        /** A user of an application, with a token of its issuer. */
        USER,
        /** Whoever came with a browser, in the flow. */
        BROWSER,
        /** Whoever looks after the gateway. */
        ADMINISTRATOR;

        /** Returns it as the audit names it, such as {@code app}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns a user who has shown a token of an issuer. */
    public static Actor user(String issuer) {
        return new Actor(Kind.USER, issuer);
    }

    /** Returns an administrator. */
    public static Actor administrator(String name) {
        return new Actor(Kind.ADMINISTRATOR, name);
    }
}
