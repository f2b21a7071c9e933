package dev.tributary.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.TokenPair;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.token.Landing.Postponed;
import dev.tributary.token.Landing.Settled;
import dev.tributary.token.Landing.Unsaved;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out tokens from memory while nobody can have renewed them, and has them renewed otherwise: once, over all callers,
 * processes and nodes that share a store. A new pair is saved before it is handed out.
 */
final class RenewingTokens implements Tokens, Upkeep.Desk {

    private static final Duration LATER = Duration.ofSeconds(5);

    /** Enough to begin one of one's own after having joined somebody else's. */
    private static final int MOST_FLIGHTS = 3;

    private final RenewalParts parts;
    private final Timekeeper time;
    private final Renewals renewals;
    private final Patience patience;
    private final Upkeep upkeep;
    private final Cache<ConnectionId, Held> memory;
    private final Cache<ConnectionId, Long> forgotten;

    /**
     * How long callers wait for a renewal.
     *
     * @param withToken while there is an access token that has not ended
     * @param withoutToken otherwise
     */
    record Patience(Duration withToken, Duration withoutToken) {

        /** 2 s and 25 s. */
        static final Patience DEFAULT = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(25));
    }

    /**
     * Makes the desk.
     *
     * @param parts what renewals work with
     * @param renewals who renews
     * @param patience how long callers wait
     * @param upkeep who renews what is in memory when its time comes
     * @param most how many connections are remembered
     */
    RenewingTokens(RenewalParts parts, Renewals renewals, Patience patience, Upkeep upkeep, long most) {
        this.parts = parts;
        this.time = parts.time();
        this.renewals = renewals;
        this.patience = patience;
        this.upkeep = upkeep;
        this.memory = Caffeine.newBuilder()
                .maximumSize(most)
                .executor(Runnable::run)
                .removalListener(RenewingTokens::dropped)
                .build();
        this.forgotten =
                Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    private static void dropped(@Nullable ConnectionId id, @Nullable Held held, RemovalCause cause) {
        if (held != null) {
            held.drop();
        }
    }

    @Override
    public CompletableFuture<AccessToken> accessToken(ConnectionId id, Duration minValidity) {
        Held held = memory.getIfPresent(id);
        return held != null && isFresh(held, minValidity)
                ? held.handOut()
                : renewed(id, new Demand(minValidity, 0, false));
    }

    @Override
    public CompletableFuture<WriteToken> forWriting(ConnectionId id, Duration minValidity) {
        return forWriting(id, new Demand(minValidity, 0, true), MOST_FLIGHTS);
    }

    private CompletableFuture<WriteToken> forWriting(ConnectionId id, Demand demand, int tries) {
        Held held = memory.getIfPresent(id);
        CompletableFuture<AccessToken> token =
                held != null && isFresh(held, demand.minValidity()) ? held.handOut() : renewed(id, demand);
        return token.thenCompose(given -> {
            if (parts.writes().begin(id)) {
                return CompletableFuture.completedFuture(
                        new WriteToken(given, () -> parts.writes().end(id)));
            }
            // A renewal has begun since the token was looked up.
            return tries > 1
                    ? renewed(id, demand).thenCompose(again -> forWriting(id, demand, tries - 1))
                    : CompletableFuture.failedFuture(stillUnderWay(id));
        });
    }

    @Override
    public CompletableFuture<AccessToken> replacementFor(AccessToken rejected) {
        ConnectionId id = rejected.connection().id();
        Demand demand = new Demand(Duration.ZERO, rejected.connection().state().generation(), false);
        Held held = memory.getIfPresent(id);
        if (held != null && held.generation() > demand.beyond() && isFresh(held)) {
            return held.handOut();
        }
        // What was rejected must not be handed out to anybody else meanwhile.
        memory.invalidate(id);
        return renewed(id, demand);
    }

    @Override
    public void forget(ConnectionId id) {
        forgotten.put(id, parts.time().nanoTime());
        memory.invalidate(id);
        renewals.restNoMore(id);
    }

    @Override
    public CompletableFuture<AccessToken> renewAhead(Connection connection) {
        return renewed(connection.id(), Demand.USUAL);
    }

    @Override
    public boolean isInUse(Held held) {
        return held.wasUsed() && memory.getIfPresent(held.token().connection().id()) == held;
    }

    private CompletableFuture<AccessToken> renewed(ConnectionId id, Demand demand) {
        return renewed(id, demand, MOST_FLIGHTS);
    }

    private CompletableFuture<AccessToken> renewed(ConnectionId id, Demand demand, int flights) {
        CompletableFuture<Landing> landing = renewals.join(id, demand);
        CompletableFuture<AccessToken> token = landing.thenCompose(landed -> token(landed, demand, flights));
        if (!landing.isDone()) {
            parts.time().later(patience.withToken(), () -> stopWaitingWithToken(id, demand, token));
        }
        return token;
    }

    /** Whoever has a token that still lives goes on with it; whoever has none waits longer. */
    private void stopWaitingWithToken(ConnectionId id, Demand demand, CompletableFuture<AccessToken> token) {
        Held last = renewals.last(id);
        if (!token.isDone() && last != null && isStillGood(last, demand)) {
            Detached.letGo(unlessChanged(last, demand)
                    .handle((still, ended) ->
                            ended == null ? token.complete(still) : token.completeExceptionally(ended)));
        }
        if (!token.isDone()) {
            Duration rest = patience.withoutToken().minus(patience.withToken());
            parts.time().later(rest, () -> token.completeExceptionally(stillUnderWay(id)));
        }
    }

    private static Unavailable stillUnderWay(ConnectionId id) {
        return new Unavailable("Connection " + id + " is still being renewed.", LATER, null);
    }

    private CompletableFuture<AccessToken> token(Landing landing, Demand demand, int flights) {
        if (landing instanceof Settled settled) {
            return settled(settled, demand, flights);
        }
        if (landing instanceof Unsaved unsaved) {
            return CompletableFuture.completedFuture(
                    remember(unsaved.arrival().held()).token());
        }
        Postponed postponed = (Postponed) landing;
        Held last = postponed.last();
        return last != null && isStillGood(last, demand)
                ? unlessChanged(last, demand)
                : CompletableFuture.failedFuture(postponed.failure());
    }

    /** A token that lives serves although it could not be renewed; unless its user, on any node, has ended or renewed it. */
    private CompletableFuture<AccessToken> unlessChanged(Held last, Demand demand) {
        Connection connection = last.token().connection();
        long asked = parts.time().nanoTime();
        return parts.rows()
                .change(connection.id(), parts.steps().look())
                .<Supplier<CompletableFuture<AccessToken>>>handle((seen, storeAway) -> () -> {
                    boolean same = seen == null || seen.connection().state().equals(connection.state());
                    return same
                            ? CompletableFuture.completedFuture(last.token())
                            : settled(new Settled(seen, asked), demand, 0);
                })
                .thenCompose(Supplier::get);
    }

    /** A failure to renew does not end a token that lives; but one that was rejected is not served again. */
    private boolean isStillGood(Held last, Demand demand) {
        boolean mayHaveEnded = last.isDoubtful() && demand.writing();
        return last.generation() > demand.beyond()
                && !mayHaveEnded
                && last.isGood(parts.time().nanoTime());
    }

    private CompletableFuture<AccessToken> settled(Settled settled, Demand demand, int flights) {
        Seen seen = settled.seen();
        Connection connection = seen.connection();
        TributaryException unusable = unusable(connection, seen.row().tokens());
        if (unusable != null) {
            return CompletableFuture.failedFuture(unusable);
        }
        // No token is handed out that could be sent to another address than it came from.
        parts.sites().of(connection);
        if (!seen.isRenewable() && demand.isDue(seen)) {
            return parts.rows()
                    .change(connection.id(), parts.steps().expire(seen))
                    .thenApply(ended -> {
                        throw new GrantEnded(ended);
                    });
        }
        if (flights > 1 && demand.isDue(seen)) {
            // Whoever began that flight wanted less.
            return renewed(connection.id(), demand, flights - 1);
        }
        if (seen.generation() <= demand.beyond()) {
            return CompletableFuture.failedFuture(stillUnderWay(connection.id()));
        }
        Held held = Held.of(
                new AccessToken(connection, seen.current().tokens().accessToken()),
                seen.current(),
                seen.now(),
                settled.asked());
        Held handedOut = wasForgotten(connection.id(), settled.asked()) ? held : remember(held);
        return CompletableFuture.completedFuture(handedOut.token());
    }

    /** What was read before it was changed must not be remembered after it. */
    private boolean wasForgotten(ConnectionId id, long asked) {
        Long since = forgotten.getIfPresent(id);
        return since != null && asked - since <= 0;
    }

    private @Nullable TributaryException unusable(Connection connection, @Nullable TokenPair tokens) {
        return switch (connection.state().status()) {
            case DISCONNECTED -> new NotConnected(connection.id());
            case RECONNECT_REQUIRED -> new GrantEnded(connection);
            case ACTIVE -> tokens == null ? new NotConnected(connection.id()) : null;
        };
    }

    /** Only what is fresh is remembered, and never in place of something newer. */
    private Held remember(Held held) {
        if (isFresh(held)) {
            Held kept = memory.asMap()
                    .merge(
                            held.token().connection().id(),
                            held,
                            (old, fresh) -> old.generation() >= fresh.generation() ? old : fresh);
            if (kept == held) {
                upkeep.watchOver(held, this);
            }
        }
        return held;
    }

    private boolean isFresh(Held held) {
        return isFresh(held, Duration.ZERO);
    }

    /** Nearly always the cheap look suffices. */
    private boolean isFresh(Held held, Duration minValidity) {
        return held.isFresh(time.soon(), minValidity) || held.isFresh(time.nanoTime(), minValidity);
    }
}
