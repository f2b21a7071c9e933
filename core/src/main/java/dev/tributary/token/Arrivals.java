package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.token.Steps.Kept;
import dev.tributary.token.Steps.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pairs that have come and are not in the store yet (step 5). A server has spent the old refresh token for each of them,
 * so each is saved until that succeeds, however long the store is away; meanwhile it is served from here.
 */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final RenewalParts parts;
    private final Consumer<Arrival> came;
    private final Consumer<Arrival> delayed;
    private final Map<ConnectionId, List<Arrival>> unsaved = new ConcurrentHashMap<>();

    /** Takes who is told of each pair that comes, and of those that could not be saved at once. */
    Arrivals(RenewalParts parts, Consumer<Arrival> came, Consumer<Arrival> delayed) {
        this.parts = parts;
        this.came = came;
        this.delayed = delayed;
    }

    /** Says whether everything that came is saved. */
    boolean isEmpty() {
        return unsaved.isEmpty();
    }

    /** Returns the pair that came last and is not saved yet. */
    Optional<Arrival> unsaved(ConnectionId id) {
        return Optional.ofNullable(unsaved.get(id)).map(arrivals -> arrivals.get(arrivals.size() - 1));
    }

    /** Saves a pair. Completes when that has succeeded, and not before. */
    CompletableFuture<Kept> keep(Arrival arrival) {
        ConnectionId id = arrival.connection().id();
        unsaved.merge(id, List.of(arrival), Arrivals::joined);
        came.accept(arrival);
        CompletableFuture<Kept> kept = new CompletableFuture<>();
        save(arrival, FIRST_PAUSE, kept);
        return kept;
    }

    private void save(Arrival arrival, Duration pause, CompletableFuture<Kept> kept) {
        Detached.letGo(parts.rows()
                .change(arrival.connection().id(), parts.steps().keep(arrival))
                .handle((result, failure) -> {
                    if (failure == null) {
                        settle(arrival, result.place());
                        return kept.complete(result);
                    }
                    if (Failures.cause(failure) instanceof NotConnected) {
                        settle(arrival, Place.NOWHERE);
                        return kept.completeExceptionally(Failures.cause(failure));
                    }
                    saveLater(arrival, pause, kept, Failures.cause(failure));
                    return false;
                }));
    }

    private void saveLater(Arrival arrival, Duration pause, CompletableFuture<Kept> kept, Throwable failure) {
        LOG.warn(
                "New tokens of connection {} are not saved yet: {} They are kept in memory, and saving is tried again.",
                arrival.connection().id(),
                failure.getMessage());
        delayed.accept(arrival);
        Duration next = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        parts.time().later(pause, () -> save(arrival, next, kept));
    }

    private void settle(Arrival arrival, Place place) {
        unsaved.computeIfPresent(arrival.connection().id(), (id, arrivals) -> without(arrivals, arrival));
        if (place == Place.NOWHERE) {
            dispose(arrival);
        }
    }

    /**
     * The user has disconnected, or connected again. Where a new consent joins the old grant, revoking the old pair would end
     * the new one with it.
     */
    private void dispose(Arrival arrival) {
        Connection connection = arrival.connection();
        parts.sites()
                .home(connection)
                .filter(site -> site.deployment().dialect().separateGrants())
                .ifPresent(site -> dispose(site, arrival));
    }

    private void dispose(Site site, Arrival arrival) {
        Detached.letGo(parts.revocation()
                .revoke(site, arrival.tokens())
                .thenAccept(outcome -> LOG.info(
                        "Connection {} was ended while it was renewed; revoking the new tokens: {}.",
                        arrival.connection().id(),
                        outcome)));
    }

    private static List<Arrival> joined(List<Arrival> some, List<Arrival> more) {
        List<Arrival> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static @Nullable List<Arrival> without(List<Arrival> arrivals, Arrival one) {
        List<Arrival> rest =
                arrivals.stream().filter(other -> !other.equals(one)).toList();
        return rest.isEmpty() ? null : rest;
    }
}
