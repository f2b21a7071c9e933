package dev.tributary.deployment;

import java.util.Locale;

/**
 * How Confluence Cloud refuses a token that lacks a scope: with status 401, as it does an expired one, so that the words have
 * to tell. A renewal does not help then.
 */
public final class ScopeRefusal {

    private static final int UNAUTHORIZED = 401;
    private static final String WORDS = "scope does not match";

    private ScopeRefusal() {}

    /** Says whether an answer is one. */
    public static boolean isOne(int status, String body) {
        return status == UNAUTHORIZED && body.toLowerCase(Locale.ROOT).contains(WORDS);
    }
}
