package dev.tributary.gateway.config;

import java.util.Arrays;
import java.util.Locale;

/** What an app may do with its key. An app has no right that its configuration does not name. */
public enum Right {
    /** Connect its users, list and end their connections. */
    CONNECT,
    /** Call Confluence as its users. */
    PROXY,
    /** Hand in personal access tokens of its users. */
    PERSONAL_ACCESS_TOKENS,
    /** Hand in API tokens of its users, which are Confluence Cloud's. */
    API_TOKENS,
    /** Hand in names and passwords of its users, at sites that allow it. */
    BASIC_PASSWORDS,
    /** Have a site's registration itself for one of its users. */
    SERVICE_ACCOUNTS,
    /** Take access tokens out of the gateway. */
    EXPORT,
    /** See details of the gateway's operation. */
    ADMIN;

    /** Returns the right as configuration and problem documents name it, such as {@code personal-access-tokens}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Right of(String label) {
        return Arrays.stream(values())
                .filter(right -> right.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such right."
                        + Suggestion.among(
                                Arrays.stream(values()).map(Right::label).toList(), label)));
    }
}
