package dev.tributary.gateway.attack;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** The applications that use the gateway. */
enum App {
    /** Connects and calls at all sites. */
    A("trib_key-of-app-a", "wiki, wiki2, evil", "connect, proxy"),
    /** Connects and calls at one site. */
    B("trib_key-of-app-b", "wiki", "connect, proxy"),
    /** May take tokens out. */
    X("trib_key-of-app-x", "wiki", "connect, proxy, export"),
    /** May hand in personal access tokens. */
    P("trib_key-of-app-p", "wiki", "connect, proxy, personal-access-tokens"),
    /** Has no key: its users show tokens of an issuer. */
    J("", "wiki", "connect, proxy, export");

    final String key;
    private final String sites;
    private final String rights;

    App(String key, String sites, String rights) {
        this.key = key;
        this.sites = sites;
        this.rights = rights;
    }

    /** Returns those that have a key. */
    static Stream<App> withKeys() {
        return Arrays.stream(values()).filter(app -> !app.key.isEmpty());
    }

    /** Returns the entry of the configuration. */
    String yaml() {
        return """
                %s:
                  keys: ["${KEY_%s}"]
                  sites: [%s]
                  rights: [%s]
                  returnUrls: ["%s"]
              """.formatted(name().toLowerCase(Locale.ROOT), name(), sites, rights, Ground.RETURN);
    }
}
