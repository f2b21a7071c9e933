package dev.tributary.gateway.identity;

import dev.tributary.gateway.config.Right;
import java.time.Instant;
import java.util.Set;

/**
 * A key that an administrator has minted, without the key.
 *
 * @param app the application that it is for
 * @param hash its SHA-256 in hexadecimal digits
 * @param rights what for; no more counts than the application has
 * @param readOnly whether calls may only read
 * @param note what its administrator wrote down about it
 * @param by who minted it
 * @param at when
 */
public record MintedKey(
        String app, String hash, Set<Right> rights, boolean readOnly, String note, String by, Instant at) {

    private static final int ID_DIGITS = 12;

    /** Keeps its own copy. */
    public MintedKey {
        rights = Set.copyOf(rights);
    }

    /**
     * What an administrator asks for.
     *
     * @param app for which application
     * @param rights what for
     * @param readOnly whether calls may only read
     * @param note what to write down about it
     * @param by who asks
     */
    public record Order(String app, Set<Right> rights, boolean readOnly, String note, String by) {

        /** Keeps its own copy. */
        public Order {
            rights = Set.copyOf(rights);
        }
    }

    /** Returns the name by which people tell it from others. */
    public String id() {
        return hash.substring(0, ID_DIGITS);
    }
}
