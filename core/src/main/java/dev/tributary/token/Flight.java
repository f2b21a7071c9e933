package dev.tributary.token;

import dev.tributary.deployment.Dialect;
import dev.tributary.deployment.Site;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Change;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Intent;
import dev.tributary.token.Landing.Postponed;
import dev.tributary.token.Landing.Settled;
import dev.tributary.token.Steps.Kept;
import dev.tributary.token.TokenOutcome.Failed;
import dev.tributary.token.TokenOutcome.Issued;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One renewal of one connection, from the lease to the landing. It reads like the list of decision record 0007, whose numbers
 * stand at the methods. Every step may be its last, since a process may die anywhere; whoever comes next goes on from the row.
 *
 * <p>Nothing here blocks, and nothing here is shared: a flight is one chain of futures, of which one runs at a time.
 */
final class Flight {

    private static final int MOST_TRIES = 6;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(3);
    private static final Duration MUCH_LATER = Duration.ofSeconds(8);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration LONGEST_WATCH = Duration.ofMinutes(2);
    private static final Duration FIRST_POLL = Duration.ofMillis(50);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    private final RenewalParts parts;
    private final Arrivals arrivals;
    private final ConnectionId id;
    private final Demand demand;
    private final @Nullable Postponed resting;
    private final String renewal;

    private volatile @Nullable Held last;
    private @Nullable Held beforeSending;
    private long asked;
    private @Nullable Site site;
    private @Nullable String watched;
    private long pressing;
    private int tries;
    private volatile boolean over;

    /**
     * Prepares a flight.
     *
     * @param parts what it works with
     * @param arrivals who saves what comes
     * @param id the connection
     * @param demand what its first caller wants
     * @param resting how the last one failed, shortly ago: then this one looks whether somebody else was luckier, and no more
     */
    Flight(RenewalParts parts, Arrivals arrivals, ConnectionId id, Demand demand, @Nullable Postponed resting) {
        this.parts = parts;
        this.arrivals = arrivals;
        this.id = id;
        this.demand = demand;
        this.resting = resting;
        this.renewal = nonce();
    }

    /** Renews if that is needed. The future never fails, except for programming errors. */
    CompletableFuture<Landing> fly() {
        return change(parts.steps().look())
                .thenCompose(this::arrive)
                .exceptionally(this::postponed)
                .whenComplete((landing, failure) -> over = true);
    }

    /** Says whether it does no more than to look. */
    boolean isResting() {
        return resting != null;
    }

    /** Returns the token as it was seen last; absent where there was none. */
    @Nullable
    Held last() {
        return last;
    }

    private Seen saw(Seen seen) {
        HeldPair held = seen.row().current();
        last = held == null || !seen.connection().isActive()
                ? null
                : Held.of(new AccessToken(seen.connection(), held.tokens().accessToken()), held, seen.now(), asked);
        return seen;
    }

    private CompletableFuture<Landing> arrive(Seen seen) {
        if (!needsRenewal(seen)) {
            return settled(seen);
        }
        // Before anything of it can be handed out: no token goes to another address than it came from.
        site = parts.sites().of(seen.connection());
        saw(seen);
        if (resting != null) {
            return completed(new Postponed(resting.failure(), resting.rest(), last));
        }
        return lease(FIRST_POLL, parts.time().nanoTime())
                .exceptionally(this::postponed)
                .whenComplete((landing, failure) -> release());
    }

    /** 2. While another renewal holds the lease, its success is waited for. */
    private CompletableFuture<Landing> lease(Duration poll, long since) {
        return change(parts.steps().lease(renewal)).thenCompose(leased -> {
            if (leased.taken()) {
                heartbeat();
                return decide(leased.seen());
            }
            saw(leased.seen());
            if (!needsRenewal(leased.seen())) {
                return settled(leased.seen());
            }
            if (elapsed(since).compareTo(parts.timing().lease()) > 0) {
                return postponed("Another renewal of it has been under way for long.", LATER);
            }
            Duration next = poll.multipliedBy(2).compareTo(LONGEST_POLL) < 0 ? poll.multipliedBy(2) : LONGEST_POLL;
            return parts.time().after(poll).thenCompose(waited -> lease(next, since));
        });
    }

    /** 2. What the row says, under the lease. */
    private CompletableFuture<Landing> decide(Seen seen) {
        saw(seen);
        if (!needsRenewal(seen)) {
            return settled(seen);
        }
        if (++tries > MOST_TRIES) {
            return postponed("It is being changed by many at once.", MUCH_LATER);
        }
        Optional<Intent> open = seen.openIntent();
        return open.isPresent() ? recover(seen, open.get()) : spendInQuiet(seen);
    }

    /** Where a renewal ends the old token, writes under way come first, unless their token was rejected anyway. */
    private CompletableFuture<Landing> spendInQuiet(Seen seen) {
        boolean endsOldToken = dialect().reuseLeeway().isZero();
        return endsOldToken && !demand.isForAnotherThan(seen)
                ? parts.writes().settle(id).thenCompose(quiet -> spend(seen))
                : spend(seen);
    }

    private boolean needsRenewal(Seen seen) {
        return seen.isRenewable()
                && (seen.generation() == pressing || seen.openIntent().isPresent() || demand.isDue(seen));
    }

    /** 3. Notes the attempt. Where nobody knows whether that happened, it is taken back, and nothing is sent. */
    private CompletableFuture<Landing> spend(Seen seen) {
        String attempt = nonce();
        long noting = parts.time().nanoTime();
        return change(parts.steps().intend(seen, renewal, attempt))
                .<Supplier<CompletableFuture<Landing>>>handle((noted, failure) -> () -> failure != null
                        ? withdraw(attempt).thenApply(done -> postponed(failure))
                        : noted.map(with -> send(with, attempt, noting)).orElseGet(this::lookAgain))
                .thenCompose(Supplier::get);
    }

    /** Something has changed since the row was seen. */
    private CompletableFuture<Landing> lookAgain() {
        return change(parts.steps().watch(renewal))
                .thenCompose(seen -> seen.map(this::decide).orElseGet(this::leaseLost));
    }

    /** 4. Sends, unless so much time has passed that others may count the attempt as over. */
    private CompletableFuture<Landing> send(Seen noted, String attempt, long noting) {
        if (elapsed(noting).compareTo(parts.timing().send()) > 0) {
            return withdraw(attempt).thenApply(done -> postponedNow("The store took too long.", SOON));
        }
        Secret refreshToken = Objects.requireNonNull(noted.current().tokens().refreshToken());
        beforeSending = last;
        last = last == null ? null : last.doubted();
        CompletableFuture<TokenOutcome> waited = new CompletableFuture<>();
        Detached.letGo(parts.endpoint()
                .renew(Objects.requireNonNull(site), refreshToken)
                .whenComplete((outcome, failure) -> {
                    TokenOutcome known = outcome == null ? unknown() : outcome;
                    if (!waited.complete(known) && known instanceof Issued late) {
                        // The time-out ended the waiting, not the reading.
                        Detached.letGo(arrivals.keep(arrival(noted, attempt, noting, late)));
                    }
                }));
        parts.time().later(parts.timing().answer(), () -> waited.complete(unknown()));
        return waited.thenCompose(outcome -> judge(outcome, noted, attempt, noting));
    }

    private CompletableFuture<Landing> judge(TokenOutcome outcome, Seen noted, String attempt, long noting) {
        if (outcome instanceof Issued issued) {
            return arrivals.keep(arrival(noted, attempt, noting, issued)).thenCompose(this::landed);
        }
        if (outcome instanceof Failed failed) {
            return failed.nothingSpent()
                    ? withdraw(attempt).thenApply(done -> new Postponed(failed.failure(), MUCH_LATER, beforeSending))
                    : completed(new Postponed(failed.failure(), LATER, last));
        }
        return refused(noted, attempt);
    }

    /** 5. The pair is in the store; what is current there is what counts. */
    private CompletableFuture<Landing> landed(Kept kept) {
        return settled(kept.seen());
    }

    private Arrival arrival(Seen noted, String attempt, long noting, Issued issued) {
        HeldPair spent = noted.current();
        TokenPair tokens = issued.tokens()
                .keeping(Objects.requireNonNull(spent.tokens().refreshToken()))
                .from(noted.now(), parts.chance().nextDouble());
        return new Arrival(
                noted.connection(),
                attempt,
                tokens,
                noted.now(),
                noting,
                noted.row().spares());
    }

    /** 6. Nothing was spent. */
    private CompletableFuture<Boolean> withdraw(String attempt) {
        return change(parts.steps().withdraw(attempt)).exceptionally(failure -> false);
    }

    /** 7. Somebody has tried before and has not said how it ended. */
    private CompletableFuture<Landing> recover(Seen seen, Intent open) {
        if (!open.attempt().equals(watched)) {
            return watch(seen, open);
        }
        Duration leeway = dialect().reuseLeeway();
        List<HeldPair> spares = seen.row().spares();
        if (leeway.isZero()) {
            // A spare was answered, so the current one is spent. Without one, what was answered was lost already.
            return spares.isEmpty() ? spend(seen) : promote(seen, false);
        }
        boolean inTime =
                !seen.hasPassed(open.firstSentAt().plus(leeway.multipliedBy(4).dividedBy(5)));
        if (inTime) {
            return spend(seen);
        }
        if (spares.stream().anyMatch(spare -> !spare.wasTried())) {
            return promote(seen, true);
        }
        return dialect().separateGrants() ? spend(seen) : mark(seen);
    }

    /** 7. Watches until whoever tried must have ended, and for a while in any case, since a node may have been away. */
    private CompletableFuture<Landing> watch(Seen seen, Intent open) {
        Duration over = seen.until(open.deadline()).plus(parts.timing().grace());
        Duration atLeast = parts.timing().watch();
        Duration wanted = over.compareTo(atLeast) > 0 ? over : atLeast;
        Duration watch = wanted.compareTo(LONGEST_WATCH) < 0 ? wanted : LONGEST_WATCH;
        return watch(open, parts.time().nanoTime(), watch);
    }

    private CompletableFuture<Landing> watch(Intent open, long since, Duration watch) {
        Duration left = watch.minus(elapsed(since));
        Duration pause = left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS;
        return parts.time()
                .after(pause)
                .thenCompose(waited -> change(parts.steps().watch(renewal)))
                .thenCompose(looked -> {
                    if (looked.isEmpty()) {
                        return leaseLost();
                    }
                    Seen seen = looked.get();
                    boolean settled = !seen.isRenewable()
                            || seen.openIntent()
                                    .filter(still -> still.attempt().equals(open.attempt()))
                                    .isEmpty();
                    if (settled || elapsed(since).compareTo(watch) >= 0) {
                        watched = open.attempt();
                        tries = 0;
                        return decide(seen);
                    }
                    return watch(open, since, watch);
                });
    }

    /** 7 and 8. A spare becomes current, and is spent at once. */
    private CompletableFuture<Landing> promote(Seen seen, boolean keepOld) {
        return change(parts.steps().promote(seen, renewal, keepOld)).thenCompose(promoted -> {
            pressing = promoted.map(Seen::generation).orElse(0L);
            return promoted.map(this::decide).orElseGet(this::lookAgain);
        });
    }

    /** 8. The server has refused. Whether that is the last word depends on what others have done meanwhile. */
    private CompletableFuture<Landing> refused(Seen noted, String attempt) {
        return change(parts.steps().look()).thenCompose(seen -> {
            saw(seen);
            if (!noted.isStill(seen.row())) {
                return settled(seen);
            }
            if (!isMineToJudge(seen, attempt)) {
                return postponed("Another renewal of it is under way.", LATER);
            }
            Duration earlier = untilEarlierAttemptsAreOver(seen);
            if (earlier.compareTo(Duration.ZERO) > 0) {
                return parts.time().after(earlier).thenCompose(waited -> refused(noted, attempt));
            }
            return seen.row().spares().isEmpty() ? mark(seen) : promote(seen, false);
        });
    }

    private boolean isMineToJudge(Seen seen, String attempt) {
        boolean leased =
                seen.row().lease() != null && seen.row().lease().owner().equals(renewal);
        return leased
                && seen.openIntent()
                        .filter(open -> open.attempt().equals(attempt))
                        .isPresent();
    }

    private Duration untilEarlierAttemptsAreOver(Seen seen) {
        List<Intent> intents = seen.current().intents();
        return intents.size() < 2
                ? Duration.ZERO
                : seen.until(intents.get(1).deadline()).plus(parts.timing().grace());
    }

    /** 8. The grant has ended. */
    private CompletableFuture<Landing> mark(Seen seen) {
        return change(parts.steps().mark(seen, renewal))
                .thenCompose(marked -> marked.map(this::settled).orElseGet(this::lookAgain));
    }

    private void heartbeat() {
        parts.time().later(parts.timing().heartbeat(), () -> {
            if (!over) {
                Detached.letGo(parts.rows()
                        .change(id, parts.steps().heartbeat(renewal))
                        .exceptionally(failure -> false));
                heartbeat();
            }
        });
    }

    private void release() {
        over = true;
        parts.writes().resume(id);
        Detached.letGo(change(parts.steps().release(renewal)).exceptionally(failure -> false));
    }

    private <T> CompletableFuture<T> change(Change<T> change) {
        asked = parts.time().nanoTime();
        return parts.rows().change(id, change);
    }

    private Dialect dialect() {
        return Objects.requireNonNull(site).deployment().dialect();
    }

    private Duration elapsed(long since) {
        return Duration.ofNanos(parts.time().nanoTime() - since);
    }

    private String nonce() {
        return Long.toHexString(parts.chance().nextLong())
                + Long.toHexString(parts.chance().nextLong());
    }

    private static TokenOutcome unknown() {
        return new Failed(new Unavailable("The token endpoint gave no answer in time.", LATER, null), false);
    }

    private CompletableFuture<Landing> settled(Seen seen) {
        return completed(new Settled(seen, asked));
    }

    private CompletableFuture<Landing> leaseLost() {
        return postponed("Another node has taken the renewal over.", SOON);
    }

    private CompletableFuture<Landing> postponed(String why, Duration rest) {
        return completed(postponedNow(why, rest));
    }

    private Landing postponedNow(String why, Duration rest) {
        return new Postponed(
                new Unavailable("Connection " + id + " could not be renewed now. " + why, rest, null), rest, last);
    }

    private Landing postponed(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof TributaryException known) {
            return new Postponed(known, LATER, last);
        }
        throw new CompletionException(failure);
    }

    private static CompletableFuture<Landing> completed(Landing landing) {
        return CompletableFuture.completedFuture(landing);
    }
}
