package dev.tributary.store;

import java.time.Instant;

/**
 * The right to renew a connection, for a while. It keeps others away and proves nothing: whoever saves compares generations.
 *
 * @param owner a nonce that names the renewal that holds it
 * @param until when it ends unless it is prolonged, by the store's clock
 */
public record Lease(String owner, Instant until) {

    /** Says whether a renewal holds it at an instant. */
    public boolean isHeldBy(String renewal, Instant now) {
        return owner.equals(renewal) && isHeld(now);
    }

    /** Says whether anybody holds it at an instant. */
    public boolean isHeld(Instant now) {
        return now.isBefore(until);
    }
}
