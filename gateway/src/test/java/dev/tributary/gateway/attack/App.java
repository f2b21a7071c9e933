package dev.tributary.gateway.attack;

import dev.tributary.gateway.proxy.AttackList;
import java.util.Locale;

/** The applications that use the gateway. */
enum App {
    /** Connects and calls at all sites. */
    A(AttackList.KEY_A, "wiki, wiki2, evil", "connect, proxy"),
    /** Connects and calls at one site. */
    B(AttackList.KEY_B, "wiki", "connect, proxy"),
    /** May take tokens out. */
    X("trib_key-of-app-x", "wiki", "connect, proxy, export"),
    /** May hand in personal access tokens. */
    P("trib_key-of-app-p", "wiki", "connect, proxy, personal-access-tokens");

    final String key;
    private final String sites;
    private final String rights;

    App(String key, String sites, String rights) {
        this.key = key;
        this.sites = sites;
        this.rights = rights;
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
