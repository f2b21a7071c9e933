package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Dates;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.model.TributaryException;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.TokenOutcome.Failed;
import dev.tributary.token.TokenOutcome.Issued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Hands out tokens and renews them: one renewal for all callers of this process, saved before anybody sees it. */
public final class RenewingTokens implements Tokens {

    private static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(2);

    private final Sites sites;
    private final ConnectionStore store;
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final Map<ConnectionId, CompletableFuture<AccessToken>> flights = new ConcurrentHashMap<>();
    private final Map<ConnectionId, Failure> failures = new ConcurrentHashMap<>();

    private record Failure(long generation, TributaryException cause, Instant until) {}

    /** Takes where connections are kept, and where refresh tokens are spent. */
    public RenewingTokens(Sites sites, ConnectionStore store, TokenEndpoint endpoint, Clock clock) {
        this.sites = sites;
        this.store = store;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<AccessToken> accessToken(ConnectionId id, Duration minValidity) {
        return flight(id, minValidity, 0);
    }

    @Override
    public CompletableFuture<AccessToken> replacementFor(AccessToken rejected) {
        Connection connection = rejected.connection();
        return flight(connection.id(), Duration.ZERO, connection.state().generation());
    }

    /** A copy, so that a caller who gives up does not end the renewal for the others. */
    private CompletableFuture<AccessToken> flight(ConnectionId id, Duration minValidity, long beyond) {
        CompletableFuture<AccessToken> flight = new CompletableFuture<>();
        CompletableFuture<AccessToken> running = flights.putIfAbsent(id, flight);
        if (running != null) {
            return running.thenCompose(token -> token.connection().state().generation() > beyond
                    ? CompletableFuture.completedFuture(token)
                    : flight(id, minValidity, beyond));
        }
        return CompletableFuture.supplyAsync(() -> store.find(id).orElseThrow(() -> new NotConnected(id)))
                .thenCompose(stored -> usable(stored, minValidity, beyond))
                .whenComplete((token, failure) -> land(id, flight, token, failure))
                .copy();
    }

    private void land(
            ConnectionId id,
            CompletableFuture<AccessToken> flight,
            @Nullable AccessToken token,
            @Nullable Throwable failure) {
        flights.remove(id, flight);
        if (failure == null) {
            flight.complete(token);
        } else {
            flight.completeExceptionally(failure);
        }
    }

    private CompletableFuture<AccessToken> usable(StoredConnection stored, Duration minValidity, long beyond) {
        Connection connection = stored.connection();
        TokenPair pair = stored.tokens();
        if (connection.state().status() == Status.DISCONNECTED || pair == null) {
            throw new NotConnected(connection.id());
        }
        if (!connection.isActive()) {
            throw new GrantEnded(connection);
        }
        Site site = sites.of(connection);
        boolean rejected = connection.state().generation() <= beyond;
        if (pair.refreshToken() == null) {
            if (rejected || hasEnded(pair)) {
                throw ended(stored, Reason.TOKEN_REVOKED);
            }
            return CompletableFuture.completedFuture(new AccessToken(connection, pair.accessToken()));
        }
        if (!rejected && isFresh(pair, minValidity)) {
            return CompletableFuture.completedFuture(new AccessToken(connection, pair.accessToken()));
        }
        return renewed(stored, site, pair.refreshToken(), !rejected && !hasEnded(pair));
    }

    private boolean isFresh(TokenPair pair, Duration minValidity) {
        Instant now = clock.instant();
        return pair.expiresAt() == null
                || (now.isBefore(Objects.requireNonNull(pair.renewAt()))
                        && now.plus(minValidity).isBefore(pair.expiresAt()));
    }

    private boolean hasEnded(TokenPair pair) {
        return pair.expiresAt() != null && !clock.instant().isBefore(pair.expiresAt());
    }

    private CompletableFuture<AccessToken> renewed(
            StoredConnection before, Site site, Secret refreshToken, boolean stillValid) {
        Connection connection = before.connection();
        AccessToken old = stillValid
                ? new AccessToken(
                        connection, Objects.requireNonNull(before.tokens()).accessToken())
                : null;
        Failure recent = failures.get(connection.id());
        if (recent != null
                && recent.generation == connection.state().generation()
                && clock.instant().isBefore(recent.until)) {
            return CompletableFuture.completedFuture(orThrow(old, recent.cause));
        }
        return endpoint.renew(site, refreshToken).thenApplyAsync(outcome -> settle(before, outcome, old));
    }

    private AccessToken settle(StoredConnection before, TokenOutcome outcome, @Nullable AccessToken old) {
        Connection connection = before.connection();
        if (outcome instanceof Issued issued) {
            failures.remove(connection.id());
            return saved(before, issued);
        }
        if (outcome instanceof Failed failed) {
            long generation = connection.state().generation();
            Instant until = clock.instant().plus(FAILURE_REMEMBERED);
            failures.put(connection.id(), new Failure(generation, failed.failure(), until));
            return orThrow(old, failed.failure());
        }
        throw ended(before, Reason.GRANT_ENDED);
    }

    private static AccessToken orThrow(@Nullable AccessToken old, TributaryException failure) {
        if (old == null) {
            throw failure;
        }
        return old;
    }

    private AccessToken saved(StoredConnection before, Issued issued) {
        TokenPair previous = Objects.requireNonNull(before.tokens());
        TokenPair pair = issued.tokens().refreshToken() != null
                ? issued.tokens()
                : new TokenPair(
                        issued.tokens().accessToken(),
                        previous.refreshToken(),
                        issued.tokens().expiresAt(),
                        previous.renewAt(),
                        previous.grantEndsAt());
        State state = before.connection().state();
        Connection renewed = with(
                before.connection(),
                new State(Status.ACTIVE, null, state.epoch(), state.generation() + 1),
                new Dates(
                        before.connection().dates().connectedAt(),
                        clock.instant(),
                        pair.expiresAt(),
                        pair.grantEndsAt()));
        if (!store.replace(before.connection(), new StoredConnection(renewed, pair))) {
            return current(before.connection());
        }
        return new AccessToken(renewed, pair.accessToken());
    }

    /** Somebody else changed the row meanwhile: what it says now is what counts. */
    private AccessToken current(Connection connection) {
        StoredConnection now = store.find(connection.id()).orElseThrow(() -> new NotConnected(connection.id()));
        if (now.tokens() == null) {
            throw new NotConnected(connection.id());
        }
        if (!now.connection().isActive()) {
            throw new GrantEnded(now.connection());
        }
        return new AccessToken(now.connection(), now.tokens().accessToken());
    }

    /** A newer generation is not marked: whoever made it knows better. */
    private GrantEnded ended(StoredConnection before, Reason reason) {
        State state = before.connection().state();
        Connection marked = with(
                before.connection(),
                new State(Status.RECONNECT_REQUIRED, reason, state.epoch(), state.generation()),
                before.connection().dates());
        if (store.replace(before.connection(), new StoredConnection(marked, before.tokens()))) {
            return new GrantEnded(marked);
        }
        return new GrantEnded(
                store.find(marked.id()).map(StoredConnection::connection).orElse(marked));
    }

    private static Connection with(Connection before, State state, Dates dates) {
        return new Connection(
                before.id(),
                before.owner(),
                before.site(),
                before.origin(),
                before.kind(),
                before.account(),
                before.scopes(),
                state,
                dates);
    }
}
