package dev.tributary.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.token.Landing.Postponed;
import dev.tributary.token.Landing.Settled;
import dev.tributary.token.Landing.Unsaved;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The renewals of this process: at most one for a connection at a time, whoever asks (step 1), and none without a rest. */
final class Renewals {

    private static final long MOST_RESTING = 100_000;

    private final RenewalParts parts;
    private final Arrivals arrivals;
    private final Troubles troubles;
    private final Reflection reflection;
    private final Map<ConnectionId, Running> running = new ConcurrentHashMap<>();
    private final Cache<ConnectionId, Rest> resting = Caffeine.newBuilder()
            .maximumSize(MOST_RESTING)
            .executor(Runnable::run)
            .build();

    private record Running(Flight flight, CompletableFuture<Landing> landing) {}

    private record Rest(Postponed landing, long since, Duration duration) {}

    Renewals(RenewalParts parts) {
        this.parts = parts;
        this.arrivals = new Arrivals(parts, this::disturb, this::serveUnsaved);
        this.reflection = new Reflection(parts);
        this.troubles = new Troubles(parts);
    }

    /**
     * Returns how the renewal ended that is under way, or that is begun now. It is shared: to give up waiting, complete a copy.
     * It does not die with those who wait for it.
     */
    CompletableFuture<Landing> join(ConnectionId id, Demand demand) {
        Optional<Arrival> unsaved = arrivals.unsaved(id);
        if (unsaved.isPresent()) {
            return CompletableFuture.completedFuture(new Unsaved(unsaved.get()));
        }
        Running flying = running.get(id);
        if (flying != null) {
            return flying.landing();
        }
        Flight flight = new Flight(parts, arrivals, id, demand, resting(id));
        Running fresh = new Running(flight, new CompletableFuture<>());
        Running other = running.putIfAbsent(id, fresh);
        if (other != null) {
            return other.landing();
        }
        Detached.letGo(flight.fly()
                .thenCompose(landing -> reflected(flight, landing))
                .handle((landing, failure) -> land(id, fresh, landing, failure)));
        return fresh.landing();
    }

    /** Returns the token as the renewal under way saw it last; absent where there is none. */
    @Nullable
    Held last(ConnectionId id) {
        Running flying = running.get(id);
        return flying == null ? null : flying.flight().last();
    }

    /** Has the next caller try again, although the last attempt failed: the connection has changed since. */
    void restNoMore(ConnectionId id) {
        resting.invalidate(id);
    }

    /** Says whether nothing is under way, and everything that came is saved. */
    boolean isIdle() {
        return running.isEmpty() && arrivals.isEmpty();
    }

    /** What a pair has come to concerns all connections that live on it. */
    private CompletableFuture<Landing> reflected(Flight flight, Landing landing) {
        return landing instanceof Settled settled && (flight.hasActed() || Reflection.isDue(settled.seen()))
                ? reflection.follow(settled.seen()).thenApply(done -> landing)
                : CompletableFuture.completedFuture(landing);
    }

    private boolean land(ConnectionId id, Running flown, @Nullable Landing landing, @Nullable Throwable failure) {
        running.remove(id, flown);
        if (landing == null) {
            return flown.landing().completeExceptionally(failure);
        }
        if (!(flown.flight().isResting() && landing instanceof Postponed)) {
            rest(id, landing);
            tell(landing);
        }
        return flown.landing().complete(landing);
    }

    /** Shortly after a failure nothing is tried again, however many ask. */
    private @Nullable Postponed resting(ConnectionId id) {
        Rest rest = resting.getIfPresent(id);
        if (rest == null) {
            return null;
        }
        long rested = parts.time().nanoTime() - rest.since();
        return rested < rest.duration().toNanos() ? rest.landing() : null;
    }

    private void rest(ConnectionId id, Landing landing) {
        if (landing instanceof Postponed postponed && !(postponed.failure() instanceof NotConnected)) {
            double jitter = 1 + parts.chance().nextDouble();
            Duration duration = Duration.ofMillis(Math.round(postponed.rest().toMillis() * jitter));
            resting.put(id, new Rest(postponed, parts.time().nanoTime(), duration));
        } else {
            resting.invalidate(id);
        }
    }

    private void tell(Landing landing) {
        if (landing instanceof Postponed postponed && postponed.tried() != null) {
            troubles.tell(postponed.tried(), postponed.failure());
        }
    }

    private void disturb(Arrival arrival) {
        Running flying = running.get(arrival.connection().id());
        if (flying != null) {
            flying.flight().disturb();
        }
    }

    /** Those who wait are served from memory; the renewal itself goes on until the pair is saved. */
    private void serveUnsaved(Arrival arrival) {
        Running flying = running.get(arrival.connection().id());
        if (flying != null) {
            flying.landing().complete(new Unsaved(arrival));
        }
    }
}
