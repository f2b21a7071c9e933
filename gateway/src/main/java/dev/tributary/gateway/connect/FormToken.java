package dev.tributary.gateway.connect;

import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Shows that a form comes from a page that this very browser was given for this very link. The browsers' secrets are random, so
 * that a plain hash is enough. Pure functions.
 */
public final class FormToken {

    private FormToken() {}

    /** Returns the token of a form for a browser, behind a link or for another purpose. */
    public static String of(Secret browser, String link) {
        return Ticket.hash(Secret.of("form " + browser.reveal() + " " + link));
    }

    /** Says whether a token that was sent is the one, in constant time. */
    public static boolean matches(String given, Secret browser, String link) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), of(browser, link).getBytes(StandardCharsets.UTF_8));
    }
}
