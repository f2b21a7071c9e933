package dev.tributary.simulator.cloud;

import java.util.Locale;

/** What a site can have. */
public enum Product {
    /** Confluence. */
    CONFLUENCE,
    /** Jira, here only to be in the way: it answers nothing. */
    JIRA;

    /** Returns the name in lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether the scope is about this product. */
    boolean owns(String scope) {
        return scope.contains(key());
    }
}
