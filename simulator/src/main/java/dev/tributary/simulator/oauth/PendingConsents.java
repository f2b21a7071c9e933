package dev.tributary.simulator.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Authorization requests on their way through login and consent. Each is answered once and forgotten after ten minutes. Thread-safe.
 *
 * @param <A> the kind of request
 */
public final class PendingConsents<A> {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private record Pending<A>(A authorization, Instant end) {}

    private final Map<String, Pending<A>> byId = new ConcurrentHashMap<>();
    private final Clock clock;

    /** Makes a desk on which nothing waits. */
    public PendingConsents(Clock clock) {
        this.clock = clock;
    }

    /** Keeps the request and returns the id that the consent page is asked for by. */
    public String keep(A authorization) {
        byId.values().removeIf(this::isOver);
        String id = Secrets.hex();
        byId.put(id, new Pending<>(authorization, clock.instant().plus(LIFETIME)));
        return id;
    }

    /** Returns the request of that id while it waits. */
    public Optional<A> find(String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(pending -> !isOver(pending))
                .map(Pending::authorization);
    }

    /** Returns the request of that id and forgets it. */
    public Optional<A> take(String id) {
        return Optional.ofNullable(byId.remove(id))
                .filter(pending -> !isOver(pending))
                .map(Pending::authorization);
    }

    private boolean isOver(Pending<A> pending) {
        return !clock.instant().isBefore(pending.end());
    }
}
