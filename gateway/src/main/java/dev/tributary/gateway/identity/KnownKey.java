package dev.tributary.gateway.identity;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A key that counts, and when it was last used. Thread-safe and never blocking. */
final class KnownKey {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long NEVER = 0;

    /** Made once, so that a call by key allocates none. */
    private final Future<Identity> identity;

    private volatile long minute = NEVER;

    KnownKey(Identity identity) {
        this.identity = Future.succeededFuture(identity);
    }

    Identity identity() {
        return identity.result();
    }

    boolean is(Identity other) {
        return identity().equals(other);
    }

    /** Writes the minute, which most calls find written already. */
    Future<Identity> use(Clock clock) {
        long now = clock.millis() / MINUTE;
        if (minute != now) {
            minute = now;
        }
        return identity;
    }

    Optional<Instant> usedAt() {
        long at = minute;
        return at == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at * MINUTE));
    }
}
