package dev.tributary.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An app key, of which only the SHA-256 is kept. Keys are random, so that a plain hash is enough: nobody can try all of them.
 */
public final class AppKey {

    private static final String PREFIX = "sha256:";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final int SHORTEST = 16;
    private static final int STRONG = 43;
    private static final int ID_DIGITS = 12;

    /** Each call hashes the key that it brings; a digest is ready for the next text once it has done one. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(AppKey::newDigest);

    private final byte[] hash;
    private final boolean strong;

    private AppKey(byte[] hash, boolean strong) {
        this.hash = hash;
        this.strong = strong;
    }

    /**
     * Takes a key. Throws {@link IllegalArgumentException} for one that is too short to be random, and for one that no header
     * could carry.
     */
    public static AppKey of(String key) {
        if (!isPlain(key) && !BEARER.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "The app key has a character that cannot be sent, such as a space or a line break."
                            + " Use letters, digits and -._~+/ only.");
        }
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "The app key is too short to be random. Make one of 256 bits, such as trib_ and"
                            + " the output of 'openssl rand -hex 32'.");
        }
        return new AppKey(sha256(key), key.length() >= STRONG);
    }

    /**
     * Takes the hash of a key: {@code sha256:} and 64 hexadecimal digits in lower case. Throws {@link IllegalArgumentException}
     * for anything else behind the colon.
     */
    public static AppKey ofHash(String written) {
        String hex = written.substring(PREFIX.length());
        if (!HASH.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "After sha256: must come 64 hexadecimal digits in lower case, as sha256sum prints them.");
        }
        return new AppKey(HexFormat.of().parseHex(hex), true);
    }

    static boolean isHash(String written) {
        return written.startsWith(PREFIX);
    }

    /** Says whether a key that was shown is this one, in constant time. */
    public boolean isKeyOf(String shown) {
        return MessageDigest.isEqual(hash, sha256(shown));
    }

    /** Returns the name by which people tell it from others: the first 12 hexadecimal digits of its hash. */
    public String id() {
        return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
    }

    /** Says whether the key is long enough to have 256 bits. */
    public boolean isStrong() {
        return strong;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AppKey that && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return hash[0];
    }

    @Override
    public String toString() {
        return "AppKey[redacted]";
    }

    /** Says so of letters, digits and underscores, of which most keys are: each call asks. */
    private static boolean isPlain(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return !key.isEmpty();
    }

    private static byte[] sha256(String text) {
        return SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
