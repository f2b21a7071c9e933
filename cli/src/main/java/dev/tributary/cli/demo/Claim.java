package dev.tributary.cli.demo;

import java.util.List;

/** One thing that a journey sets out to prove. */
enum Claim {
    AUTHORIZED("authorized as alice"),
    READ("read pages"),
    WROTE("wrote one page"),
    RENEWED("renewed twice without the caller noticing"),
    RECOVERED("recovered from a token revoked behind its back"),
    REPLAYED("replayed a lost answer within the ten-minute leeway without the caller noticing"),
    EXTENDED("a missing scope was reported, and mended by a second consent"),
    REVOKED("disconnected and revoked"),
    DISCONNECTED("disconnected, with the tokens erased and the grant alive, as Atlassian has no revocation endpoint"),
    CHOSEN("connected to the other site, chosen on the gateway's page"),
    REMOVED("ended the grant by the link to the page where users remove apps");

    /** What is proved at Data Center, in order. */
    static final List<Claim> DATA_CENTER = List.of(AUTHORIZED, READ, WROTE, RENEWED, RECOVERED, REVOKED);

    /** What is proved at Cloud, in order. */
    static final List<Claim> CLOUD =
            List.of(AUTHORIZED, READ, WROTE, RENEWED, REPLAYED, EXTENDED, DISCONNECTED, CHOSEN, REMOVED);

    private final String text;

    Claim(String text) {
        this.text = text;
    }

    /** Returns it in words. */
    String text() {
        return text;
    }
}
