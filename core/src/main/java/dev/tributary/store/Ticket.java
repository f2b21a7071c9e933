package dev.tributary.store;

import dev.tributary.model.Secret;
import java.time.Instant;

/**
 * A short-lived, one-use record, found by the hash of a secret that travels through a browser or an application: a pending
 * authorization, a held grant, a connect link.
 *
 * @param kind what it is; kinds never mix
 * @param key the hash of the secret that leads to it, see {@link #hash}
 * @param group what it is counted by, such as the hash of a browser's cookie; empty for nothing
 * @param content what it says, as text that is encrypted at rest
 * @param expiresAt when it ends; the store keeps it until somebody takes it or clears it away
 */
public record Ticket(String kind, String key, String group, Secret content, Instant expiresAt) {

    /** Returns the same ticket with what it says in another form. */
    Ticket with(Secret otherContent) {
        return new Ticket(kind, key, group, otherContent, expiresAt);
    }

    /** Returns the key of a secret: its SHA-256 in base64url, from which the secret cannot be found. */
    public static String hash(Secret secret) {
        return Digests.sha256(secret);
    }
}
