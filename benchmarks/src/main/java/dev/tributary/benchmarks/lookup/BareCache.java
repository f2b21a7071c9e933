package dev.tributary.benchmarks.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.model.ConnectionId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The measure of the others: a Caffeine cache of bounded size as any program has one, with the keys that Tributary has. */
@State(Scope.Benchmark)
public class BareCache {

    private static final int MOST = 100_000;
    private static final long LIFE = 3_600_000_000_000L;

    private final List<ConnectionId> ids =
            Stream.generate(ConnectionId::random).limit(Users.COUNT).toList();
    private final Cache<ConnectionId, Entry> cache =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    private record Entry(String token, long end) {}

    /** Fills it, with keys that are equal to those it is asked for but not the same. */
    public BareCache() {
        for (ConnectionId id : ids) {
            cache.put(copy(id), new Entry("access-token-of-" + id, System.nanoTime() + LIFE));
        }
    }

    /** Finds an entry, and no more. */
    @Benchmark
    public @Nullable Object get(Users users) {
        return cache.getIfPresent(ids.get(users.next()));
    }

    /** Finds an entry and looks whether it has ended. */
    @Benchmark
    public @Nullable Object getAndCheckExpiry(Users users) {
        Entry entry = cache.getIfPresent(ids.get(users.next()));
        return entry != null && System.nanoTime() - entry.end() < 0 ? entry.token() : null;
    }

    static ConnectionId copy(ConnectionId id) {
        return new ConnectionId(UUID.fromString(id.value()).toString());
    }
}
