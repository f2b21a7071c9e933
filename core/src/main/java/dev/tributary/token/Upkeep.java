package dev.tributary.token;

import dev.tributary.deployment.SharedPlace;
import dev.tributary.model.Connection;
import dev.tributary.store.Due;
import dev.tributary.token.Landing.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Renews without being asked: what is in use when its time comes, so that no caller waits; and what nobody uses before its
 * grant ends, or because an attempt was left open. Nodes share the work without knowing of each other: each renewal takes its
 * lease, and whoever comes second finds it done.
 */
final class Upkeep {

    private static final int AT_ONCE = 8;
    private static final int BATCH = 200;
    private static final int SWEEPS_PER_LOOK = 20;
    private static final Duration MOST_JITTER = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final RenewalParts parts;
    private final Renewals renewals;
    private final Pace pace = new Pace(AT_ONCE);
    private volatile @Nullable Due reached;
    private volatile boolean closed;

    Upkeep(RenewalParts parts, Renewals renewals) {
        this.parts = parts;
        this.renewals = renewals;
    }

    /** Who hands tokens out, as far as this is concerned. */
    interface Desk {

        /** Says whether a token is still the one that is handed out, and was handed out. */
        boolean isInUse(Held held);

        /** Has a connection renewed, and hands out what came of it. */
        CompletableFuture<AccessToken> renewAhead(Connection connection);
    }

    /** Renews a token when its time comes, if it was used until then. */
    void watchOver(Held held, Desk desk) {
        if (held.canBeRenewed()) {
            Duration jitter = scaled(held.margin().dividedBy(4), MOST_JITTER);
            renewAfter(held.untilRenewal(parts.time().nanoTime()).plus(jitter), held, desk);
        }
    }

    private void renewAfter(Duration pause, Held held, Desk desk) {
        held.isWatched(parts.time().unlessCalledOff(pause, () -> {
            if (!closed && desk.isInUse(held)) {
                Connection connection = held.token().connection();
                pace.queue(
                        connection.site(),
                        () -> desk.renewAhead(connection).whenComplete((token, failure) -> {
                            if (failure != null
                                    || token.value().equals(held.token().value())) {
                                renewAfter(AGAIN, held, desk);
                            }
                        }));
            }
        }));
    }

    /** Begins to look for what is due in the store, every now and then. */
    void sweep() {
        Duration sweep = parts.timing().sweep();
        parts.time().later(sweep.dividedBy(2).plus(scaled(sweep, sweep)), this::look);
    }

    private void look() {
        if (!closed) {
            Detached.letGo(parts.rows()
                    .due(reached, BATCH)
                    .exceptionally(storeAway -> List.of())
                    .thenAccept(this::lookAfter));
        }
    }

    /**
     * A full page has more behind it. The next one is looked after at once when this one could be helped, and else after the usual
     * pause: so a backlog is worked off, and what cannot be helped, such as a site that is down, is in nobody's way for ever.
     */
    private void lookAfter(List<Due> page) {
        parts.notice().meter().swept(page.size());
        List<CompletableFuture<Boolean>> turns =
                inAnyOrder(page).map(this::turn).toList();
        if (page.size() < BATCH) {
            reached = null;
            sweep();
            return;
        }
        reached = page.get(BATCH - 1);
        CompletableFuture<?> all = CompletableFuture.allOf(turns.toArray(CompletableFuture<?>[]::new));
        CompletableFuture<Boolean> longEnough = new CompletableFuture<>();
        Runnable noLonger = parts.time().unlessCalledOff(parts.timing().sweep(), () -> longEnough.complete(true));
        Detached.letGo(CompletableFuture.anyOf(all, longEnough).thenRun(() -> {
            noLonger.run();
            if (turns.stream().filter(turn -> turn.getNow(false)).count() > BATCH / 2) {
                look();
            } else {
                sweep();
            }
        }));
    }

    /** Begins to look for connections that end soon: some twenty times less often, since it is a matter of days. */
    void foresee() {
        if (parts.notice().looksAhead()) {
            Duration sweep = parts.timing().sweep();
            parts.time().later(sweep.plus(scaled(sweep, sweep)), this::lookAhead);
        }
    }

    private void lookAhead() {
        if (!closed) {
            Detached.letGo(parts.rows()
                    .ending(parts.notice().ahead(), BATCH)
                    .exceptionally(storeAway -> List.of())
                    .thenCompose(this::noteEnds)
                    .thenAccept(this::lookAheadAgain));
        }
    }

    /** One after the other, so that the store has time for others. What fails is found again. */
    private CompletableFuture<Integer> noteEnds(List<Connection> ending) {
        CompletableFuture<Boolean> noted = CompletableFuture.completedFuture(true);
        for (Connection connection : ending) {
            noted = noted.thenCompose(before -> parts.rows()
                    .change(
                            connection.id(),
                            parts.steps().foresee(parts.notice().ahead()))
                    .exceptionally(storeAway -> false));
        }
        return noted.thenApply(last -> ending.size());
    }

    private void lookAheadAgain(int found) {
        Duration sweep = parts.timing().sweep();
        Duration pause = found < BATCH ? sweep.multipliedBy(SWEEPS_PER_LOOK) : sweep;
        parts.time().later(pause.plus(scaled(sweep, sweep)), this::lookAhead);
    }

    /** In another order on each node, so that they do not stand in each other's way. */
    private Stream<Due> inAnyOrder(List<Due> page) {
        List<Due> shuffled = new ArrayList<>(page);
        Collections.shuffle(shuffled, new Random(parts.chance().nextLong()));
        return shuffled.stream();
    }

    /** Returns whether there was somebody to look after it, and whether it is in order now. */
    private CompletableFuture<Boolean> turn(Due due) {
        CompletableFuture<Boolean> helped = new CompletableFuture<>();
        boolean queued = pace.offer(
                SharedPlace.isOne(due.site()) ? SharedPlace.registration(due.site()) : due.site(),
                BATCH,
                () -> renewals.join(due.id(), Demand.USUAL)
                        .whenComplete((landing, failure) -> helped.complete(landing instanceof Settled)));
        return queued ? helped : CompletableFuture.completedFuture(false);
    }

    void close() {
        closed = true;
    }

    private Duration scaled(Duration wanted, Duration most) {
        Duration bound = wanted.compareTo(most) < 0 ? wanted : most;
        return Duration.ofNanos(Math.round(bound.toNanos() * parts.chance().nextDouble()));
    }
}
