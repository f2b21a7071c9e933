package dev.tributary.authorization;

import dev.tributary.deployment.SharedPlace;
import dev.tributary.deployment.Site;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Dates;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.TokenPair;
import dev.tributary.store.Share.Carrier;
import dev.tributary.store.Share.Member;
import dev.tributary.store.StoredConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes a connection once it is written into the book. Pure functions from one state of a connection to the next.
 *
 * @param owner for whom
 * @param kind how it is authorized
 * @param account who the user is in Confluence
 * @param scopes what was granted
 * @param tokens the secrets
 * @param place where its Confluence is
 * @param opened where else its tokens are good for
 */
record Entry(
        Owner owner, Kind kind, Account account, List<String> scopes, TokenPair tokens, Place place, List<URI> opened) {

    private static final State NEVER = new State(Status.DISCONNECTED, null, 0, 0);

    Entry {
        opened = List.copyOf(opened);
    }

    /** Makes one of tokens that are good for that place alone, as far as anybody knows. */
    Entry(Owner owner, Kind kind, Account account, List<String> scopes, TokenPair tokens, Place place) {
        this(owner, kind, account, scopes, tokens, place, List.of());
    }

    /** Returns what stands for an owner who wants no connection and never had one. It has no place, and no account but their own name. */
    static Connection neverConnected(Owner owner, Site site, Instant now) {
        URI nowhere = site.deployment().baseUrl();
        return new Connection(
                ConnectionId.random(),
                owner,
                site.id(),
                nowhere,
                Kind.OAUTH,
                Account.of(owner),
                List.of(),
                NEVER,
                new Dates(now, now, null, null));
    }

    /**
     * The id stays, so that whoever holds it need not learn another; the epoch tells late answers from before.
     *
     * @param generation that of the last pair that was handed out under that id
     */
    StoredConnection inPlaceOf(@Nullable Connection before, ConnectionId id, Site site, Instant now, long generation) {
        return at(site, now, id, next(before == null ? NEVER : before.state(), generation));
    }

    /** The row with the pair, for this connection and others. */
    StoredConnection carrier(@Nullable Connection before, Site site, Instant now, long generation, Carrier carrier) {
        ConnectionId id = before == null ? ConnectionId.random() : before.id();
        StoredConnection row = inPlaceOf(before, id, site, now, generation);
        Connection shown = row.connection();
        URI nowhere = site.deployment().baseUrl();
        return row.with(new Connection(
                        id,
                        owner,
                        SharedPlace.of(site, account, scopes),
                        nowhere,
                        nowhere,
                        kind,
                        account,
                        scopes,
                        shown.state(),
                        shown.dates()))
                .with(carrier);
    }

    /** A connection without a pair of its own. */
    StoredConnection member(
            @Nullable Connection before, ConnectionId id, Site site, Instant now, StoredConnection carrier) {
        long generation = carrier.connection().state().generation() - 1;
        Connection shown = inPlaceOf(before, id, site, now, generation).connection();
        return livingOn(shown, carrier);
    }

    /** The same connection, living on another row's pair from now on. */
    static StoredConnection takenAlong(StoredConnection row, StoredConnection carrier) {
        State state = row.connection().state();
        State next = new State(
                Status.ACTIVE, null, state.epoch(), carrier.connection().state().generation());
        return livingOn(row.connection().with(next), carrier);
    }

    private static StoredConnection livingOn(Connection shown, StoredConnection carrier) {
        Dates dates = carrier.connection().dates();
        Dates own = new Dates(
                shown.dates().connectedAt(), dates.renewedAt(), dates.expiresAt(), dates.grantEndsAt(), dates.endsAt());
        Member member = Member.of(carrier.connection().id());
        return new StoredConnection(shown.with(own), null, List.of(), null, null, member);
    }

    private StoredConnection at(Site site, Instant now, ConnectionId id, State state) {
        Duration longestLife = site.deployment().dialect().longestLife();
        Instant end = kind == Kind.OAUTH && longestLife != null ? now.plus(longestLife) : null;
        Dates dates = new Dates(now, now, tokens.expiresAt(), tokens.grantEndsAt(), end);
        return new StoredConnection(
                new Connection(id, owner, site.id(), place.origin(), place.home(), kind, account, scopes, state, dates),
                tokens);
    }

    /** The counters stay: a pair that a renewal brings later may heal it. */
    static Connection suspended(Connection before, Reason reason) {
        State state = before.state();
        return before.with(new State(Status.RECONNECT_REQUIRED, reason, state.epoch(), state.generation()));
    }

    private static State next(State before, long generation) {
        return new State(Status.ACTIVE, null, before.epoch() + 1, Math.max(before.generation(), generation) + 1);
    }
}
