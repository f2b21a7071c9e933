package dev.tributary.gateway.identity;

import dev.tributary.gateway.connect.Tickets;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When keys were last used, on whichever node: each writes down every now and then what is new, to the minute. Blocking and thread-safe.
 */
public final class KeyUses {

    private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);
    private static final String KIND = "key-use";
    private static final Duration KEPT = Duration.ofDays(400);
    private static final Instant ALL = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MOST = 10_000;
    private static final int FEW = 100;

    private final TicketStore store;
    private final Tickets<Use> uses;
    private final Supplier<Map<Key, Instant>> here;
    private final Clock clock;
    private final Map<Key, Instant> written = new ConcurrentHashMap<>();

    /** Takes where it is kept, what was used here, and the time. */
    public KeyUses(TicketStore store, Supplier<Map<Key, Instant>> here, Clock clock) {
        this.store = store;
        this.uses = new Tickets<>(store, KIND, Use.class);
        this.here = here;
        this.clock = clock;
    }

    /**
     * A key, without the key.
     *
     * @param app the application that it is for
     * @param id the name by which people tell it from others
     */
    public record Key(String app, String id) {}

    /**
     * A use.
     *
     * @param app the application
     * @param id the key's name
     * @param at when, to the minute
     */
    record Use(String app, String id, Instant at) {}

    /** Writes down what is new here, and forgets keys that nobody has used for 400 days. */
    public void write() {
        here.get().forEach((key, at) -> {
            if (!at.equals(written.get(key))) {
                write(key, at);
                written.put(key, at);
            }
        });
        store.expired(KIND, clock.instant(), FEW).forEach(over -> store.take(KIND, over.key()));
    }

    private void write(Key key, Instant at) {
        String hash = Ticket.hash(Secret.of(key.app() + "\n" + key.id()));
        Ticket next = uses.ticket(hash, "", new Use(key.app(), key.id(), at), at.plus(KEPT));
        Optional<Ticket> before = uses.peek(hash);
        if (before.isEmpty()) {
            first(next);
        } else if (uses.content(before.get()).at().isBefore(at)) {
            // Another node that is faster has the same minute, or the next.
            boolean unused = store.exchange(before.get(), next);
        }
    }

    private void first(Ticket use) {
        try {
            store.put(use);
        } catch (IllegalStateException e) {
            LOG.debug("Another node was first to write down the use of a key.");
        }
    }

    /** Returns when each key was last used, as far as nodes have written it down, and this one knows. */
    public Map<Key, Instant> all() {
        Map<Key, Instant> all = new HashMap<>(here.get());
        uses.expired(ALL, MOST).stream()
                .map(uses::content)
                .forEach(use -> all.merge(
                        new Key(use.app(), use.id()), use.at(), (one, other) -> one.isAfter(other) ? one : other));
        return all;
    }
}
