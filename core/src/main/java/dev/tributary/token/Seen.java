package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.TokenPair;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Intent;
import dev.tributary.store.StoredConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A row as a renewal saw it.
 *
 * @param row the row
 * @param now when, by the store's clock
 */
record Seen(StoredConnection row, Instant now) {

    Connection connection() {
        return row.connection();
    }

    long generation() {
        return connection().state().generation();
    }

    long epoch() {
        return connection().state().epoch();
    }

    /** Says whether there is a refresh token that may be spent, or a new token can be had by asking. */
    boolean isRenewable() {
        TokenPair tokens = row.tokens();
        return connection().isActive() && tokens != null && (tokens.refreshToken() != null || isAskedFor());
    }

    /** Says whether its tokens are had by asking, so that a renewal spends nothing. */
    boolean isAskedFor() {
        return connection().kind() == Kind.SERVICE_ACCOUNT;
    }

    HeldPair current() {
        return Objects.requireNonNull(row.current());
    }

    /** Returns the latest attempt that nobody has settled. */
    Optional<Intent> openIntent() {
        return row.current() == null
                ? Optional.empty()
                : row.current().intents().stream().findFirst();
    }

    boolean hasPassed(Instant instant) {
        return !now.isBefore(instant);
    }

    /** Returns how long it is until an instant; nothing or less once it has passed. */
    Duration until(Instant instant) {
        return Duration.between(now, instant);
    }

    /** Says whether another row is of the same grant and the same pair, and as usable. */
    boolean isStill(StoredConnection other) {
        return other.connection().state().equals(connection().state());
    }
}
