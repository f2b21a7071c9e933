package dev.tributary.token;

import dev.tributary.model.ConnectionId;
import dev.tributary.store.Intent;
import dev.tributary.token.Landing.Postponed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One renewal of one connection, from the lease to the landing. With {@link Spending}, {@link Recovery} and {@link Refusal} it
 * reads like the list of decision record 0007, whose numbers stand at the methods. Every step may be its last, since a process
 * may die anywhere; whoever comes next goes on from the row.
 *
 * <p>Nothing here blocks, and nothing here is shared: a flight is one chain of futures, of which one runs at a time.
 */
final class Flight implements Course {

    private static final int MOST_TRIES = 6;
    private static final Duration FIRST_POLL = Duration.ofMillis(50);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    private final Cockpit cockpit;
    private final Demand demand;
    private final @Nullable Postponed resting;
    private final Spending spending;
    private final Recovery recovery;
    private final Asking asking;

    private long pressing;
    private int tries;
    private volatile boolean leased;
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
        this.cockpit = new Cockpit(parts, id);
        this.demand = demand;
        this.resting = resting;
        this.spending = new Spending(cockpit, arrivals, this, new Refusal(cockpit, this));
        this.recovery = new Recovery(cockpit, this);
        this.asking = new Asking(cockpit);
    }

    /** Renews if that is needed. The future never fails, except for programming errors. */
    CompletableFuture<Landing> fly() {
        return cockpit.change(cockpit.steps().look()).thenCompose(this::arrive).exceptionally(cockpit::postponement);
    }

    /** Says whether it does no more than to look. */
    boolean isResting() {
        return resting != null;
    }

    /** Says whether it may have changed the row. */
    boolean hasActed() {
        return leased;
    }

    /** Returns the token as it was seen last; absent where there was none. */
    @Nullable
    Held last() {
        return cockpit.last();
    }

    /** Tells that a late answer to an earlier attempt has come: before anything is sent, the row is looked at again. */
    void disturb() {
        cockpit.disturb();
    }

    private CompletableFuture<Landing> arrive(Seen seen) {
        if (!needsRenewal(seen)) {
            return cockpit.settled(seen);
        }
        // Before anything of it can be handed out: no token goes to another address than it came from.
        cockpit.bindTo(seen);
        cockpit.saw(seen);
        if (resting != null) {
            return CompletableFuture.completedFuture(
                    new Postponed(resting.failure(), resting.rest(), cockpit.last(), null));
        }
        return lease(FIRST_POLL, cockpit.now())
                .exceptionally(cockpit::postponement)
                .whenComplete((landing, failure) -> release());
    }

    /** 2. While another renewal holds the lease, its success is waited for. */
    private CompletableFuture<Landing> lease(Duration poll, long since) {
        return cockpit.change(cockpit.steps().lease(cockpit.renewal())).thenCompose(taken -> {
            if (taken.taken()) {
                leased = true;
                leasedSince(since);
                heartbeat();
                return decide(taken.seen());
            }
            cockpit.saw(taken.seen());
            if (!needsRenewal(taken.seen())) {
                leasedSince(since);
                return cockpit.settled(taken.seen());
            }
            if (cockpit.hasPassed(cockpit.parts().timing().lease(), since)) {
                return cockpit.postponed("Another renewal of it has been under way for long.", Cockpit.LATER);
            }
            Duration next = poll.multipliedBy(2).compareTo(LONGEST_POLL) < 0 ? poll.multipliedBy(2) : LONGEST_POLL;
            return cockpit.parts().time().after(poll).thenCompose(waited -> lease(next, since));
        });
    }

    private void leasedSince(long since) {
        cockpit.parts().notice().meter().leased(cockpit.site().id(), cockpit.elapsed(since));
    }

    /** 2. What the row says, under the lease. */
    @Override
    public CompletableFuture<Landing> decide(Seen seen) {
        cockpit.saw(seen);
        if (!needsRenewal(seen)) {
            return cockpit.settled(seen);
        }
        if (++tries > MOST_TRIES) {
            return cockpit.postponed("It is being changed by many at once.", Cockpit.MUCH_LATER);
        }
        if (seen.isAskedFor()) {
            return asking.of(seen);
        }
        Optional<Intent> open = seen.openIntent();
        return open.isPresent() ? recovery.of(seen, open.get()) : spendInQuiet(seen);
    }

    private boolean needsRenewal(Seen seen) {
        return seen.isRenewable()
                && (seen.generation() == pressing || seen.openIntent().isPresent() || demand.isDue(seen));
    }

    /** Where a renewal ends the old token, writes under way come first, unless their token was rejected anyway. */
    private CompletableFuture<Landing> spendInQuiet(Seen seen) {
        boolean endsOldToken = cockpit.dialect().reuseLeeway().isZero();
        return endsOldToken && !demand.isForAnotherThan(seen)
                ? cockpit.parts().writes().settle(cockpit.id()).thenCompose(quiet -> spend(seen))
                : spend(seen);
    }

    /** 3 to 6. */
    @Override
    public CompletableFuture<Landing> spend(Seen seen) {
        return spending.of(seen);
    }

    @Override
    public CompletableFuture<Landing> lookAgain() {
        return cockpit.change(cockpit.steps().watch(cockpit.renewal()))
                .thenCompose(seen -> seen.map(this::decide).orElseGet(this::leaseLost));
    }

    @Override
    public CompletableFuture<Landing> afterWatching(Seen seen) {
        tries = 0;
        return decide(seen);
    }

    @Override
    public CompletableFuture<Landing> leaseLost() {
        return cockpit.postponed("Another node has taken the renewal over.", Cockpit.SOON);
    }

    /** 7 and 8. A spare becomes current, and is spent at once. */
    @Override
    public CompletableFuture<Landing> promote(Seen seen, boolean keepOld) {
        return cockpit.change(cockpit.steps().promote(seen, cockpit.renewal(), keepOld))
                .thenCompose(promoted -> {
                    pressing = promoted.map(Seen::generation).orElse(0L);
                    return promoted.map(this::decide).orElseGet(this::lookAgain);
                });
    }

    /** 8. The grant has ended. */
    @Override
    public CompletableFuture<Landing> mark(Seen seen) {
        return cockpit.change(cockpit.steps().mark(seen, cockpit.renewal()))
                .thenCompose(marked -> marked.map(cockpit::settled).orElseGet(this::lookAgain));
    }

    private void heartbeat() {
        cockpit.parts().time().later(cockpit.parts().timing().heartbeat(), () -> {
            if (!over) {
                Detached.letGo(cockpit.parts()
                        .rows()
                        .change(cockpit.id(), cockpit.steps().heartbeat(cockpit.renewal()))
                        .exceptionally(failure -> false));
                heartbeat();
            }
        });
    }

    private void release() {
        over = true;
        cockpit.parts().writes().resume(cockpit.id());
        Detached.letGo(cockpit.takeBack(cockpit.steps().release(cockpit.renewal())));
    }
}
