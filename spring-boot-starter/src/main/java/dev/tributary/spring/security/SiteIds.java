package dev.tributary.spring.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The ids of the sites at which the connections of registrations are kept: the same at every start. */
final class SiteIds {

    private static final Pattern FIT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern UNFIT = Pattern.compile("[^a-z0-9]+");
    private static final Pattern FIRST_HYPHENS = Pattern.compile("^-+");
    private static final int LONGEST_NAME = 46;
    private static final int DIGEST_BYTES = 8;

    private SiteIds() {}

    /**
     * Returns a registration's own id where that can be one of a site, and otherwise what is left of it with a digest of the whole,
     * so that ids which differ in case or signs only stay apart.
     */
    static String of(String registrationId) {
        return FIT.matcher(registrationId).matches()
                ? registrationId
                : readable(registrationId) + "-" + digest(registrationId);
    }

    private static String readable(String id) {
        String plain = UNFIT.matcher(id.toLowerCase(Locale.ROOT)).replaceAll("-");
        String name = FIRST_HYPHENS.matcher(plain).replaceFirst("");
        return name.isEmpty() ? "registration" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static String digest(String id) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
