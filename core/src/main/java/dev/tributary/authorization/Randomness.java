package dev.tributary.authorization;

import dev.tributary.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody can guess, of 256 bits in base64url: 43 characters of {@code [A-Za-z0-9_-]}. */
final class Randomness {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Randomness() {}

    static Secret secret() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Secret.of(base64Url(bytes));
    }

    /** Returns the PKCE code challenge of a verifier, method S256 (RFC 7636 section 4.2). */
    static String challenge(Secret verifier) {
        try {
            byte[] ascii = verifier.reveal().getBytes(StandardCharsets.US_ASCII);
            return base64Url(MessageDigest.getInstance("SHA-256").digest(ascii));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
