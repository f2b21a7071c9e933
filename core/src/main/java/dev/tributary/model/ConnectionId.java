package dev.tributary.model;

import java.util.UUID;

/**
 * The name of one connection, unguessable and for ever the same, also over a reconnect.
 *
 * @param value a UUID in its canonical form
 */
public record ConnectionId(String value) {

    /** Checks the form. Throws {@link IllegalArgumentException} for anything but a canonical UUID. */
    public ConnectionId {
        if (value.length() != 36 || !UUID.fromString(value).toString().equals(value)) {
            throw new IllegalArgumentException("A connection id is a UUID in lower case.");
        }
    }

    /** Makes a new id from 122 random bits. */
    public static ConnectionId random() {
        return new ConnectionId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
