package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Dates;
import dev.tributary.model.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its secrets, as the engine reads and writes it.
 *
 * @param connection what may be shown; its ends are those of the current pair
 * @param current the pair that is handed out; absent once disconnected
 * @param spares pairs that were answered but are not current, the newest first: nothing that a server issued is thrown away
 * @param lease who is renewing it, if anybody is
 */
public record StoredConnection(
        Connection connection,
        @Nullable HeldPair current,
        List<HeldPair> spares,
        @Nullable Lease lease) {

    /** Keeps its own copy of the spares, and takes the connection's ends from the current pair. */
    public StoredConnection {
        spares = List.copyOf(spares);
        connection = connection.with(ends(connection.dates(), current));
    }

    /** Makes a row without spares and lease, its pair never tried. */
    public StoredConnection(Connection connection, @Nullable TokenPair tokens) {
        this(
                connection,
                tokens == null
                        ? null
                        : HeldPair.untried(tokens, connection.dates().renewedAt()),
                List.of(),
                null);
    }

    /** Returns the tokens that are handed out; none once disconnected. */
    public @Nullable TokenPair tokens() {
        return current == null ? null : current.tokens();
    }

    /** Returns the same row with what is shown of it changed. */
    public StoredConnection with(Connection shown) {
        return new StoredConnection(shown, current, spares, lease);
    }

    /** Returns the same row with another lease. */
    public StoredConnection withLease(@Nullable Lease newLease) {
        return new StoredConnection(connection, current, spares, newLease);
    }

    /** Returns the same row with other pairs. */
    public StoredConnection with(@Nullable HeldPair newCurrent, List<HeldPair> newSpares) {
        return new StoredConnection(connection, newCurrent, newSpares, lease);
    }

    /**
     * Returns from when on somebody has to look after it although nobody uses it: an attempt was never settled, or a third of
     * the time is left in which the refresh token has to be used. Nothing for a connection that cannot be renewed.
     */
    public Optional<Instant> dueAt() {
        HeldPair held = current;
        if (held == null || held.tokens().refreshToken() == null || !connection.isActive()) {
            return Optional.empty();
        }
        if (held.wasTried()) {
            return Optional.of(held.intents().get(0).deadline());
        }
        return Optional.ofNullable(held.tokens().grantEndsAt())
                .map(end -> end.minus(Duration.between(held.sentAt(), end).dividedBy(3)));
    }

    /** Throws {@link IllegalArgumentException} unless the id, owner and site are those of another one: for stores. */
    public void requireSameRowAs(Connection other) {
        if (!connection.id().equals(other.id())
                || !connection.owner().equals(other.owner())
                || !connection.site().equals(other.site())) {
            throw new IllegalArgumentException("A connection keeps its id, owner and site.");
        }
    }

    private static Dates ends(Dates dates, @Nullable HeldPair current) {
        TokenPair tokens = current == null ? null : current.tokens();
        return new Dates(
                dates.connectedAt(),
                dates.renewedAt(),
                tokens == null ? null : tokens.expiresAt(),
                tokens == null ? null : tokens.grantEndsAt());
    }
}
