package dev.tributary.authorization;

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
import dev.tributary.store.StoredConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What becomes a connection once it is written into the book. Pure functions from one state of a connection to the next.
 *
 * @param owner for whom
 * @param kind how it is authorized
 * @param account who the user is in Confluence
 * @param scopes what was granted
 * @param tokens the secrets
 * @param place where its Confluence is
 */
record Entry(Owner owner, Kind kind, Account account, List<String> scopes, TokenPair tokens, Place place) {

    private static final State FIRST = new State(Status.ACTIVE, null, 1, 1);

    StoredConnection first(Site site, Instant now) {
        return at(site, now, ConnectionId.random(), FIRST);
    }

    /** The id stays, so that whoever holds it need not learn another; the epoch tells late answers from before. */
    StoredConnection inPlaceOf(Connection before, Site site, Instant now) {
        return at(site, now, before.id(), next(before.state(), Status.ACTIVE));
    }

    private StoredConnection at(Site site, Instant now, ConnectionId id, State state) {
        Duration longestLife = site.deployment().dialect().longestLife();
        Instant end = kind == Kind.OAUTH && longestLife != null ? now.plus(longestLife) : null;
        Dates dates = new Dates(now, now, tokens.expiresAt(), tokens.grantEndsAt(), end);
        return new StoredConnection(
                new Connection(id, owner, site.id(), place.origin(), place.home(), kind, account, scopes, state, dates),
                tokens);
    }

    static Connection ended(Connection before) {
        return before.with(next(before.state(), Status.DISCONNECTED));
    }

    /** The counters stay: a pair that a renewal brings later may heal it. */
    static Connection suspended(Connection before, Reason reason) {
        State state = before.state();
        return before.with(new State(Status.RECONNECT_REQUIRED, reason, state.epoch(), state.generation()));
    }

    private static State next(State before, Status status) {
        return new State(status, null, before.epoch() + 1, before.generation() + 1);
    }
}
