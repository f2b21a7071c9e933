package dev.tributary.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A token, code, key or password. It has no string form, compares in constant time, and is read only through {@link
 * #reveal()}, whose callers are few and listed by an architecture test.
 *
 * <p>Immutable and thread-safe.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A secret must not be empty.");
        }
        this.value = value;
    }

    /** Wraps a value. Throws {@link IllegalArgumentException} for an empty one. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** Returns the bare value: for the wire and the cipher only, never for a log, a message or a URL. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    /** Constant, so that no hash of a secret ends up where it could be compared with another. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
