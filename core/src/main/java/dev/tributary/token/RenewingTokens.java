package dev.tributary.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.tributary.deployment.SharedPlace;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.TokenPair;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Share;
import dev.tributary.token.Landing.Postponed;
import dev.tributary.token.Landing.Settled;
import dev.tributary.token.Landing.Unsaved;
import java.time.Duration;
import java.util.Optional;
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
    private final InVain inVain;
    private final EngineMeter meter;

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
        this.inVain = new InVain(time, most);
        this.meter = parts.notice().meter();
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
                ? fromMemory(held)
                : lookedUp(id, new Demand(minValidity, 0, false));
    }

    private CompletableFuture<AccessToken> fromMemory(Held held) {
        meter.lookedUp(true);
        return held.handOut();
    }

    private CompletableFuture<AccessToken> lookedUp(ConnectionId id, Demand demand) {
        meter.lookedUp(false);
        return renewed(id, demand);
    }

    @Override
    public CompletableFuture<WriteToken> forWriting(ConnectionId id, Duration minValidity) {
        return forWriting(id, new Demand(minValidity, 0, true), MOST_FLIGHTS);
    }

    private CompletableFuture<WriteToken> forWriting(ConnectionId id, Demand demand, int tries) {
        Held held = memory.getIfPresent(id);
        CompletableFuture<AccessToken> token =
                held != null && isFresh(held, demand.minValidity()) ? fromMemory(held) : lookedUp(id, demand);
        return token.thenCompose(given -> {
            if (parts.writes().begin(id)) {
                return CompletableFuture.completedFuture(
                        new WriteToken(given, () -> parts.writes().end(id)));
            }
            // A renewal has begun since the token was looked up.
            meter.heldBack(given.connection().site());
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
        return inVain.isOne(rejected) ? newestAfter(rejected, demand) : replaced(id, demand);
    }

    @Override
    public void rejectedToo(AccessToken newer) {
        inVain.note(newer);
    }

    private CompletableFuture<AccessToken> replaced(ConnectionId id, Demand demand) {
        // What was rejected must not be handed out to anybody else meanwhile.
        memory.invalidate(id);
        return renewed(id, demand);
    }

    /** What was renewed in vain is replaced by what another node has renewed, and not renewed again. */
    private CompletableFuture<AccessToken> newestAfter(AccessToken rejected, Demand demand) {
        ConnectionId id = rejected.connection().id();
        return look(id).thenCompose(seen -> Share.carrierOf(seen.row())
                        .filter(carrier -> seen.connection().isActive())
                        .map(this::look)
                        .orElseGet(() -> CompletableFuture.completedFuture(seen)))
                .<Supplier<CompletableFuture<AccessToken>>>handle((seen, failure) -> () -> {
                    boolean newest = seen != null
                            && seen.connection().isActive()
                            && seen.generation()
                                    == rejected.connection().state().generation();
                    return newest ? CompletableFuture.completedFuture(rejected) : replaced(id, demand);
                })
                .thenCompose(Supplier::get);
    }

    private CompletableFuture<Seen> look(ConnectionId id) {
        return parts.rows().change(id, parts.steps().look());
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
        return given(new Wish(id, id, demand, MOST_FLIGHTS)).thenApply(Given::token);
    }

    /**
     * What is asked for on behalf of a caller.
     *
     * @param row the row whose pair it is
     * @param caller the connection that was asked for; another one where the row carries a pair for several
     * @param demand what the caller wants
     * @param flights how many renewals may be joined for it
     */
    private record Wish(ConnectionId row, ConnectionId caller, Demand demand, int flights) {

        boolean mayTryAgain() {
            return flights > 1;
        }

        Wish again() {
            return new Wish(row, caller, demand, flights - 1);
        }

        Wish through(ConnectionId carrier) {
            return new Wish(carrier, caller, demand, MOST_FLIGHTS);
        }
    }

    /**
     * A token for a caller.
     *
     * @param held the token
     * @param seen the row that it was taken from; absent where there was no asking the store
     */
    private record Given(Held held, @Nullable Seen seen) {

        AccessToken token() {
            return held.token();
        }
    }

    private CompletableFuture<Given> given(Wish wish) {
        CompletableFuture<Landing> landing = renewals.join(wish.row(), wish.demand());
        CompletableFuture<Given> given = landing.thenCompose(landed -> given(landed, wish));
        if (!landing.isDone()) {
            parts.time().later(patience.withToken(), () -> stopWaitingWithToken(wish, given));
        }
        return given;
    }

    /** Whoever has a token that still lives goes on with it; whoever has none waits longer. */
    private void stopWaitingWithToken(Wish wish, CompletableFuture<Given> given) {
        Held last = renewals.last(wish.row());
        if (!given.isDone() && last != null && isStillGood(last, wish.demand())) {
            Detached.letGo(unlessChanged(last, wish)
                    .handle((still, ended) ->
                            ended == null ? given.complete(still) : given.completeExceptionally(ended)));
        }
        if (!given.isDone()) {
            Duration rest = patience.withoutToken().minus(patience.withToken());
            parts.time().later(rest, () -> given.completeExceptionally(stillUnderWay(wish.caller())));
        }
    }

    private static Unavailable stillUnderWay(ConnectionId id) {
        return new Unavailable("Connection " + id + " is still being renewed.", LATER, null);
    }

    private CompletableFuture<Given> given(Landing landing, Wish wish) {
        if (landing instanceof Settled settled) {
            return settled(settled, wish);
        }
        if (landing instanceof Unsaved unsaved) {
            Held held = unsaved.arrival().held();
            boolean shared = SharedPlace.isOne(held.token().connection().site());
            return CompletableFuture.completedFuture(new Given(shared ? held : remember(held), null));
        }
        Postponed postponed = (Postponed) landing;
        Held last = postponed.last();
        return last != null && isStillGood(last, wish.demand())
                ? unlessChanged(last, wish)
                : CompletableFuture.failedFuture(postponed.failure());
    }

    /** A token that lives serves although it could not be renewed; unless its user, on any node, has ended or renewed it. */
    private CompletableFuture<Given> unlessChanged(Held last, Wish wish) {
        Connection connection = last.token().connection();
        long asked = parts.time().nanoTime();
        return parts.rows()
                .change(connection.id(), parts.steps().look())
                .<Supplier<CompletableFuture<Given>>>handle((seen, storeAway) -> () -> {
                    boolean same = seen == null || seen.connection().state().equals(connection.state());
                    return same
                            ? CompletableFuture.completedFuture(new Given(last, seen))
                            : settled(new Settled(seen, asked), new Wish(wish.row(), wish.caller(), wish.demand(), 0));
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

    private CompletableFuture<Given> settled(Settled settled, Wish wish) {
        Seen seen = settled.seen();
        Connection connection = seen.connection();
        Optional<ConnectionId> carrier = Share.carrierOf(seen.row())
                .filter(id -> mayLiveOn(id, seen) && wish.row().equals(wish.caller()));
        if (carrier.isPresent()) {
            return lent(carrier.get(), seen, wish);
        }
        boolean askedByCarrier = seen.row().isCarrier() && wish.row().equals(wish.caller());
        TributaryException unusable = askedByCarrier
                ? new NotConnected(wish.caller())
                : unusable(connection, seen.row().tokens());
        if (unusable != null) {
            return CompletableFuture.failedFuture(unusable);
        }
        // No token is handed out that could be sent to another address than it came from.
        parts.sites().of(connection);
        if (!seen.isRenewable() && wish.demand().isDue(seen)) {
            return parts.rows()
                    .change(connection.id(), parts.steps().expire(seen))
                    .thenApply(ended -> {
                        throw new GrantEnded(ended);
                    });
        }
        if (wish.mayTryAgain() && wish.demand().isDue(seen)) {
            // Whoever began that flight wanted less.
            return given(wish.again());
        }
        if (seen.generation() <= wish.demand().beyond()) {
            return CompletableFuture.failedFuture(stillUnderWay(wish.caller()));
        }
        Held held = Held.of(
                new AccessToken(connection, seen.current().tokens().accessToken()),
                seen.current(),
                seen.now(),
                settled.asked());
        boolean remembered = !seen.row().isCarrier() && !wasForgotten(connection.id(), settled.asked());
        return CompletableFuture.completedFuture(new Given(remembered ? remember(held) : held, seen));
    }

    /** A member that is marked may be healed by now; not one that was suspended or ended. */
    private static boolean mayLiveOn(ConnectionId carrier, Seen member) {
        return Share.isMember(member.row(), carrier)
                && !member.connection().state().isSuspended();
    }

    /** The token of a pair that several connections live on, for one of them. */
    private CompletableFuture<Given> lent(ConnectionId carrier, Seen member, Wish wish) {
        parts.sites().of(member.connection());
        return given(wish.through(carrier))
                .<Supplier<CompletableFuture<Given>>>handle((given, failure) ->
                        () -> given != null ? lent(given, member, wish) : notLent(carrier, member, failure))
                .thenCompose(Supplier::get);
    }

    /** Asked for once more, now that time has passed: a member may have been ended, and follows its carrier. */
    private CompletableFuture<Given> lent(Given given, Seen member, Wish wish) {
        Connection carrier = given.token().connection();
        if (!belongTogether(carrier, member.connection())) {
            return CompletableFuture.failedFuture(new NotConnected(wish.caller()));
        }
        long asked = parts.time().nanoTime();
        Seen seen = given.seen();
        return parts.rows()
                .change(
                        wish.caller(),
                        seen == null ? parts.steps().look() : parts.steps().reflect(seen))
                .<Supplier<CompletableFuture<Given>>>handle((now, storeAway) -> () -> {
                    if (storeAway != null && !(Failures.cause(storeAway) instanceof Unavailable)) {
                        return CompletableFuture.failedFuture(storeAway);
                    }
                    Seen still = now == null ? member : now;
                    if (!Share.isMember(still.row(), carrier.id())) {
                        return wish.mayTryAgain()
                                ? settled(new Settled(still, asked), wish.again())
                                : CompletableFuture.failedFuture(stillUnderWay(wish.caller()));
                    }
                    if (!still.connection().isActive()) {
                        return CompletableFuture.failedFuture(new GrantEnded(still.connection()));
                    }
                    Held held = given.held()
                            .lentTo(still.connection().inGeneration(given.held().generation()));
                    boolean remembered = now != null && !wasForgotten(wish.caller(), asked);
                    return CompletableFuture.completedFuture(new Given(remembered ? remember(held) : held, now));
                })
                .thenCompose(Supplier::get);
    }

    /** A pair is lent to its own user's connections only, and goes only where it came from. */
    private boolean belongTogether(Connection carrier, Connection member) {
        return carrier.owner().equals(member.owner())
                && carrier.account().id().equals(member.account().id())
                && parts.sites().isOf(carrier.site(), member);
    }

    /** What ended the carrier ended its members. */
    private CompletableFuture<Given> notLent(ConnectionId carrier, Seen member, Throwable failure) {
        Throwable cause = Failures.cause(failure);
        if (!(cause instanceof GrantEnded || cause instanceof NotConnected)) {
            return CompletableFuture.failedFuture(failure);
        }
        ConnectionId id = member.connection().id();
        return parts.rows()
                .change(carrier, parts.steps().look())
                .thenCompose(seen -> parts.rows().change(id, parts.steps().reflect(seen)))
                .thenApply(now -> {
                    TributaryException unusable = unusable(now.connection(), null);
                    throw unusable == null ? new NotConnected(id) : unusable;
                });
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
                    .merge(held.token().connection().id(), held, (old, fresh) -> old.isAsNewAs(fresh) ? old : fresh);
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
