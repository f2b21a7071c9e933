package dev.tributary.simulator.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Authorization requests on their way through login and consent. Each is answered once and forgotten after ten minutes. Thread-safe. */
public final class PendingConsents {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private record Pending(Authorization authorization, Instant end) {}

    private final Map<String, Pending> byId = new ConcurrentHashMap<>();
    private final Clock clock;

    PendingConsents(Clock clock) {
        this.clock = clock;
    }

    /** Keeps the request and returns the id that the consent page is asked for by. */
    String keep(Authorization authorization) {
        byId.values().removeIf(this::isOver);
        String id = Secrets.hex();
        byId.put(id, new Pending(authorization, clock.instant().plus(LIFETIME)));
        return id;
    }

    /** Returns the request of that id while it waits. */
    public Optional<Authorization> find(String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(pending -> !isOver(pending))
                .map(Pending::authorization);
    }

    /** Returns the request of that id and forgets it. */
    public Optional<Authorization> take(String id) {
        return Optional.ofNullable(byId.remove(id))
                .filter(pending -> !isOver(pending))
                .map(Pending::authorization);
    }

    private boolean isOver(Pending pending) {
        return !clock.instant().isBefore(pending.end());
    }
}
