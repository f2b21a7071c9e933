package dev.tributary.gateway.console;

import java.net.URI;

/** Asks an address that an administrator names what it is. Blocking. */
@FunctionalInterface
public interface SiteTrial {

    /**
     * Returns what stands behind a base URL.
     *
     * @param baseUrl the base URL of a Confluence, as somebody has typed it; http or https
     */
    Outcome ask(URI baseUrl);

    /**
     * What came of it. It carries nothing of the answer but which product says that it is there, and its version.
     *
     * @param kind what came
     * @param type the product; empty for none
     * @param version its version; empty where unknown
     * @param detail what happened, in words of ours
     */
    record Outcome(Kind kind, String type, String version, String detail) {}

    /** What came. */
    enum Kind {
        /** An Atlassian product says what it is. */
        PRODUCT,
        /** Somebody answers who is no Atlassian product. */
        OTHER,
        /** Nobody answers, or not as HTTP. */
        NOTHING,
        /** That address is not asked. */
        REFUSED
    }
}
