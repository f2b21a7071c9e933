package dev.tributary.simulator.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A PKCE challenge (RFC 7636). Confluence documents verifiers of 43 to 127 characters, one fewer than the RFC.
 *
 * @param method {@code S256} or {@code plain}
 * @param value what was sent with the authorization request
 */
public record Challenge(String method, String value) {

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,127}");

    /** Tells whether there is a method of that name. */
    public static boolean knows(String method) {
        return method.equals("S256") || method.equals("plain");
    }

    /** Tells whether this is the verifier it was made of. */
    public boolean isMetBy(String verifier) {
        if (!VERIFIER.matcher(verifier).matches()) {
            return false;
        }
        String expected = method.equals("S256") ? sha256(verifier) : verifier;
        return MessageDigest.isEqual(expected.getBytes(US_ASCII), value.getBytes(US_ASCII));
    }

    private static String sha256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
