package dev.tributary.gateway.doctor;

import java.util.Locale;

/** What is looked at, in this order. */
public enum Check {
    /** The file itself: its form, and secrets that everybody knows. */
    CONFIGURATION,
    /** The strength of the apps' keys. */
    APP_KEYS,
    /** Whether the keys of the issuers are there by whose tokens users show themselves. */
    ISSUERS,
    /** Whether the database answers, which one it is, and whether its tables are up to date. */
    DATABASE,
    /** Whether the keyset is there, private, and the one that the database belongs to. */
    KEYSET,
    /** Whether the gateway's own certificate can be used, for how long, and for which name. */
    TLS,
    /** Whether the gateway can listen where it is told to, and who reaches it there in clear. */
    LISTEN,
    /** The same of the listener for those who run it, which asks for no key. */
    MANAGEMENT,
    /** Whether browsers and applications reach the gateway, and with the paths and bodies that they send. */
    PUBLIC_URL,
    /** Whether the console's OpenID provider is there, and is the one that is named. */
    CONSOLE,
    /** Whether messages may go to the webhooks' targets, and whether those are there. */
    WEBHOOKS,
    /** Whether a collector takes spans. */
    TRACING,
    /** Whether the site is reached at all, TLS included. */
    REACH,
    /** Whether the site is a simulator. */
    SIMULATOR,
    /** Whether that address is Confluence's base URL, with its context path. */
    BASE_URL,
    /** Whether this Confluence has an OAuth 2.0 provider. */
    VERSION,
    /** Whether both clocks tell the same time. */
    CLOCK,
    /** Whether Confluence may send browsers to the callback. */
    REDIRECT_URI,
    /** Whether the authorization endpoint takes the client and its redirect URI, and goes on to login or consent. */
    AUTHORIZE,
    /** What stands in front of the site. */
    PROXY,
    /** Whether the registration allows what is asked for. */
    SCOPES,
    /** Whether the token endpoint takes client id and secret. */
    CLIENT;

    /** Returns how it is written, such as {@code base-url}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
