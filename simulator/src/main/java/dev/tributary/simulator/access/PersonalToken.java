package dev.tributary.simulator.access;

import dev.tributary.simulator.environment.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A personal access token as its owner sees it: without the secret.
 *
 * @param id the number it is revoked by
 * @param user the owner
 * @param name what the owner calls it
 * @param createdAt when it was made
 * @param expiringAt when it ends, or null for never
 */
public record PersonalToken(
        long id,
        User user,
        String name,
        Instant createdAt,
        @Nullable Instant expiringAt) {

    boolean worksAt(Instant now) {
        return expiringAt == null || now.isBefore(expiringAt);
    }
}
