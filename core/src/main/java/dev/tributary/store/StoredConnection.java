package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Dates;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its secrets, as the engine reads and writes it.
 *
 * @param connection what may be shown; its ends are those of the current pair
 * @param current the pair that is handed out; absent once disconnected
 * @param spares pairs that were answered but are not current, the newest first: nothing that a server issued is thrown away
 * @param lease who is renewing it, if anybody is
 * @param toldEnd the end of the connection that listeners were told of, for as long as that is one of its ends
 */
public record StoredConnection(
        Connection connection,
        @Nullable HeldPair current,
        List<HeldPair> spares,
        @Nullable Lease lease,
        @Nullable Instant toldEnd) {

    /** Keeps its own copy of the spares, and takes the connection's ends from the current pair. */
    public StoredConnection {
        spares = List.copyOf(spares);
        connection = connection.with(ends(connection, current));
        Dates dates = connection.dates();
        boolean stands = toldEnd != null && (toldEnd.equals(dates.endsAt()) || toldEnd.equals(dates.grantEndsAt()));
        toldEnd = stands ? toldEnd : null;
    }

    /** Makes a row whose end nobody was told of. */
    public StoredConnection(
            Connection connection, @Nullable HeldPair current, List<HeldPair> spares, @Nullable Lease lease) {
        this(connection, current, spares, lease, null);
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
        return new StoredConnection(shown, current, spares, lease, toldEnd);
    }

    /** Returns the same row with another lease. */
    public StoredConnection withLease(@Nullable Lease newLease) {
        return new StoredConnection(connection, current, spares, newLease, toldEnd);
    }

    /** Returns the same row with other pairs. */
    public StoredConnection with(@Nullable HeldPair newCurrent, List<HeldPair> newSpares) {
        return new StoredConnection(connection, newCurrent, newSpares, lease, toldEnd);
    }

    /** Returns the same row with a note that its end was told. */
    public StoredConnection withToldEnd(Instant end) {
        return new StoredConnection(connection, current, spares, lease, end);
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

    /**
     * Returns from when on the end of the refresh token counts as the connection's own: when a quarter of its life is left,
     * whoever should keep it alive has failed to for long. Nothing for a connection that cannot be renewed.
     */
    public Optional<Instant> lapseAt() {
        HeldPair held = current;
        if (held == null || held.tokens().refreshToken() == null || !connection.isActive()) {
            return Optional.empty();
        }
        return Optional.ofNullable(held.tokens().grantEndsAt())
                .map(end -> end.minus(Duration.between(held.sentAt(), end).dividedBy(4)));
    }

    /** Returns when an active connection ends unless its user connects again, as far as that is known at an instant. */
    public Optional<Instant> endAsOf(Instant now) {
        if (!connection.isActive()) {
            return Optional.empty();
        }
        Stream<Instant> lapse = lapseAt().filter(from -> !from.isAfter(now)).stream()
                .flatMap(from -> Stream.ofNullable(connection.dates().grantEndsAt()));
        return Stream.concat(Stream.ofNullable(connection.dates().endsAt()), lapse)
                .min(Comparator.naturalOrder());
    }

    /** Says whether its user has to connect again before an instant, or at once, as far as that is known now. */
    boolean endsBefore(Instant limit, Instant now) {
        return connection.state().status() == Status.RECONNECT_REQUIRED
                || endAsOf(now).filter(end -> end.isBefore(limit)).isPresent();
    }

    /** Throws {@link IllegalArgumentException} unless the id, owner and site are those of another one: for stores. */
    public void requireSameRowAs(Connection other) {
        if (!connection.id().equals(other.id())
                || !connection.owner().equals(other.owner())
                || !connection.site().equals(other.site())) {
            throw new IllegalArgumentException("A connection keeps its id, owner and site.");
        }
    }

    private static Dates ends(Connection connection, @Nullable HeldPair current) {
        Dates dates = connection.dates();
        TokenPair tokens = current == null ? null : current.tokens();
        return new Dates(
                dates.connectedAt(),
                dates.renewedAt(),
                tokens == null ? null : tokens.expiresAt(),
                tokens == null ? null : tokens.grantEndsAt(),
                tokens == null ? null : end(connection, tokens));
    }

    /** A grant's is what its deployment has set at the consent. A service account has none; what nothing renews ends by itself. */
    private static @Nullable Instant end(Connection connection, TokenPair tokens) {
        if (connection.kind() == Kind.SERVICE_ACCOUNT) {
            return null;
        }
        return tokens.refreshToken() == null
                ? tokens.expiresAt()
                : connection.dates().endsAt();
    }
}
