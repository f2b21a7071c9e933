package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Dates;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.TokenPair;
import dev.tributary.store.Share.Carrier;
import dev.tributary.store.Share.Member;
import dev.tributary.store.Share.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
 * @param share its part in a pair that several connections live on; absent for a connection that stands alone
 */
public record StoredConnection(
        Connection connection,
        @Nullable HeldPair current,
        List<HeldPair> spares,
        @Nullable Lease lease,
        @Nullable Instant toldEnd,
        @Nullable Share share) {

    /** Keeps its own copy of the spares, and takes the connection's ends from the current pair; a member shows its carrier's. */
    public StoredConnection {
        spares = List.copyOf(spares);
        boolean shown = share instanceof Member && connection.state().status() != Status.DISCONNECTED;
        connection = shown ? connection : connection.with(ends(connection, current));
        Dates dates = connection.dates();
        boolean stands = toldEnd != null && (toldEnd.equals(dates.endsAt()) || toldEnd.equals(dates.grantEndsAt()));
        toldEnd = stands ? toldEnd : null;
    }

    /** Makes a row of a connection that stands alone. */
    public StoredConnection(
            Connection connection,
            @Nullable HeldPair current,
            List<HeldPair> spares,
            @Nullable Lease lease,
            @Nullable Instant toldEnd) {
        this(connection, current, spares, lease, toldEnd, null);
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
        return new StoredConnection(shown, current, spares, lease, toldEnd, share);
    }

    /** Returns the same row with another lease. */
    public StoredConnection withLease(@Nullable Lease newLease) {
        return new StoredConnection(connection, current, spares, newLease, toldEnd, share);
    }

    /** Returns the same row with other pairs. */
    public StoredConnection with(@Nullable HeldPair newCurrent, List<HeldPair> newSpares) {
        return new StoredConnection(connection, newCurrent, newSpares, lease, toldEnd, share);
    }

    /** Returns the same row with a note that its end was told. */
    public StoredConnection withToldEnd(Instant end) {
        return new StoredConnection(connection, current, spares, lease, end, share);
    }

    /** Returns the same row with another part in a shared pair. */
    public StoredConnection with(@Nullable Share newShare) {
        return new StoredConnection(connection, current, spares, lease, toldEnd, newShare);
    }

    /** Says whether it carries a pair for others, and is no connection to anybody outside. */
    public boolean isCarrier() {
        return share instanceof Carrier;
    }

    /** Says whether an id is its own, or that of a connection which it carries. */
    public boolean isOneWith(ConnectionId other) {
        return ids().contains(other);
    }

    /** Returns its own id, and those of the connections that it carries. */
    public List<ConnectionId> ids() {
        Stream<ConnectionId> carried = Share.carriedBy(this).stream()
                .flatMap(carrier -> carrier.parts().stream())
                .map(Part::id);
        return Stream.concat(Stream.of(connection.id()), carried).toList();
    }

    /**
     * Returns from when on somebody has to look after it although nobody uses it: an attempt was never settled, or a third of
     * the time is left in which the refresh token has to be used. Nothing for a connection that cannot be renewed. A carrier
     * also when it is to be looked through.
     */
    public Optional<Instant> dueAt() {
        Stream<Instant> tidied =
                share instanceof Carrier carrier ? Stream.ofNullable(carrier.tidyAt()) : Stream.empty();
        return Stream.concat(tidied, renewalDueAt().stream()).min(Comparator.naturalOrder());
    }

    private Optional<Instant> renewalDueAt() {
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
        if (share != null) {
            return isCarrier() || !connection.isActive() ? Optional.empty() : memberLapseAt(connection.dates());
        }
        if (held == null || held.tokens().refreshToken() == null || !connection.isActive()) {
            return Optional.empty();
        }
        return Optional.ofNullable(held.tokens().grantEndsAt())
                .map(end -> end.minus(Duration.between(held.sentAt(), end).dividedBy(4)));
    }

    private static Optional<Instant> memberLapseAt(Dates dates) {
        return Optional.ofNullable(dates.grantEndsAt())
                .map(end -> end.minus(Duration.between(dates.renewedAt(), end).dividedBy(4)));
    }

    /** Returns when an active connection ends unless its user connects again, as far as that is known at an instant. */
    public Optional<Instant> endAsOf(Instant now) {
        if (!connection.isActive() || isCarrier()) {
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

    /**
     * Returns a member with what its carrier has come to: how it stands, its dates, and its generation, which never goes back.
     * What the member is suspended for stays.
     *
     * @param carrier the row with the pair
     */
    public StoredConnection reflecting(StoredConnection carrier) {
        State own = connection.state();
        State others = carrier.connection().state();
        boolean newer = others.generation() > own.generation();
        boolean carried = Share.carriedBy(carrier)
                .filter(share -> share.carries(connection.id(), own.epoch()))
                .isPresent();
        boolean alive = carried && carrier.connection().isActive();
        if (others.generation() < own.generation() || (!newer && (alive || !connection.isActive()))) {
            return this;
        }
        boolean suspended = own.isSuspended();
        Reason ended = Objects.requireNonNullElse(others.reason(), Reason.GRANT_ENDED);
        State shown = new State(
                alive && !suspended ? Status.ACTIVE : Status.RECONNECT_REQUIRED,
                suspended ? own.reason() : alive ? null : ended,
                own.epoch(),
                others.generation());
        Dates dates = carrier.connection().dates();
        return with(connection
                .with(shown)
                .with(new Dates(
                        connection.dates().connectedAt(),
                        dates.renewedAt(),
                        dates.expiresAt(),
                        dates.grantEndsAt(),
                        dates.endsAt())));
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
