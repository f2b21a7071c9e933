package dev.tributary.store;

import dev.tributary.model.Secret;
import dev.tributary.store.StoreKeys.Use;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what needs each key. */
final class KeyCount implements Walk.Visitor {

    private final Map<Long, Long> connections = new HashMap<>();
    private final Map<Long, Long> spares = new HashMap<>();
    private final Map<Long, Long> tickets = new HashMap<>();

    @Override
    public void visit(StoredConnection sealed) {
        add(connections, Sealing.secrets(sealed));
        sealed.spares().forEach(spare -> add(spares, Sealing.secrets(spare)));
    }

    @Override
    public void visit(Ticket sealed) {
        add(tickets, Stream.of(sealed.content()));
    }

    @Override
    public long changed() {
        return 0;
    }

    /** Returns the ids of the keys that anything needs, in order. */
    Set<Long> keys() {
        return Stream.of(connections, spares, tickets)
                .flatMap(counts -> counts.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Use use(long key, @Nullable Instant since) {
        return new Use(
                key,
                since,
                connections.getOrDefault(key, 0L),
                spares.getOrDefault(key, 0L),
                tickets.getOrDefault(key, 0L));
    }

    /** What two keys encrypted needs both. */
    private static void add(Map<Long, Long> counts, Stream<Secret> secrets) {
        secrets.map(Keyset::keyOf)
                .flatMapToLong(OptionalLong::stream)
                .distinct()
                .forEach(key -> counts.merge(key, 1L, Long::sum));
    }
}
