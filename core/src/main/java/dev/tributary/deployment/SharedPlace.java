package dev.tributary.deployment;

import dev.tributary.model.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;

/**
 * Where a token pair is kept that several connections of an owner live on: at no site, but at the registration that they were
 * consented to. There is one such place for each registration, account and set of scopes; no site has such an id.
 */
public final class SharedPlace {

    private static final String MARK = "~";
    private static final int DIGITS = 22;

    private SharedPlace() {}

    /** Returns the place of what an account granted to a site's registration. */
    public static String of(Site site, Account account, List<String> scopes) {
        List<String> grant = new ArrayList<>(new TreeSet<>(scopes));
        grant.add(0, account.id());
        return registration(site) + MARK + digest(grant);
    }

    /** Says whether that is such a place instead of the id of a site. */
    public static boolean isOne(String site) {
        return site.startsWith(MARK);
    }

    /** Returns the part of a place that its registration has in common: a name for it. */
    public static String registration(String place) {
        return place.substring(0, Math.min(place.length(), MARK.length() + DIGITS));
    }

    static String registration(Site site) {
        return MARK
                + digest(List.of(
                        site.deployment().endpoints().token().toString(),
                        site.registration().clientId()));
    }

    private static String digest(List<String> parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sha.digest())
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
