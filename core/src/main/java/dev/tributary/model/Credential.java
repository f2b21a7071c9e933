package dev.tributary.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a call shows to say for whom it is made: the {@code Authorization} field of the request (RFC 9110 section 11.6.2).
 *
 * @param scheme how it is shown
 * @param value the token, or name and password as Basic encodes them
 */
public record Credential(Scheme scheme, Secret value) {

    /** How a credential is shown. */
    public enum Scheme {
        /** A token by itself (RFC 6750). */
        BEARER("Bearer"),
        /** Name and password (RFC 7617). */
        BASIC("Basic");

        private final String label;

        Scheme(String label) {
            this.label = label;
        }
    }

    /** Returns a token that is shown by itself. */
    public static Credential bearer(Secret token) {
        return new Credential(Scheme.BEARER, token);
    }

    /**
     * Returns a name and its password.
     *
     * <p>Throws {@link IllegalArgumentException} for a name with a colon and for control characters, which Basic cannot carry.
     */
    public static Credential basic(String name, Secret password) {
        String pair = name + ":" + password.reveal();
        if (name.isEmpty() || name.indexOf(':') >= 0 || pair.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The name must have a character and no colon, and neither it nor the password control characters.");
        }
        return new Credential(
                Scheme.BASIC, Secret.of(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }

    /** Returns the value of the {@code Authorization} field, which is as secret as what is in it. */
    public Secret field() {
        return Secret.of(scheme.label + " " + value.reveal());
    }
}
