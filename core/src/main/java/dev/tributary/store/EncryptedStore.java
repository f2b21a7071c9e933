package dev.tributary.store;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts every secret of another store. Each ciphertext is bound to its place: moved to another owner, site, connection,
 * field or generation it does not open.
 *
 * <p>Blocking and thread-safe as the store within. Reading throws {@link Misconfigured}, naming the keyset and the
 * connection, for a row that the keyset does not open; the row stays as it is.
 */
public final class EncryptedStore implements Store {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(EncryptedStore.class);

    private final Store within;
    private final KeyRecords records;
    private final LiveKeys keys;
    private final Sealing sealing;

    private EncryptedStore(Store within, KeyRecords records, LiveKeys keys) {
        this.within = within;
        this.records = records;
        this.keys = keys;
        this.sealing = new Sealing(keys);
    }

    /**
     * Opens a store, having checked that the keyset is the one it was begun with and has every key that it needs. Blocks. A
     * change of the keyset is taken up while the store is open, see {@link KeySource}.
     *
     * <p>Throws {@link Misconfigured} when the keyset is missing, wrong or not kept private; nothing has changed then.
     *
     * @param within the store that will hold ciphertexts, and nothing else's
     * @param hasConnections whether it holds connections already
     * @param keys where the keyset comes from; it may be made anew only for an empty store
     */
    public static Store open(Store within, boolean hasConnections, KeySource keys) {
        return open(within, hasConnections, keys, Ticker.systemTicker());
    }

    /** As above, with a time of one's own; for tests. */
    static Store open(Store within, boolean hasConnections, KeySource keys, Ticker ticker) {
        KeyRecords records = new KeyRecords(within);
        return new EncryptedStore(within, records, new LiveKeys(keys, records.opened(hasConnections, keys), ticker));
    }

    @Override
    public Optional<StoredConnection> find(ConnectionId id) {
        return within.find(id).map(sealing::open);
    }

    @Override
    public Optional<StoredConnection> find(Owner owner, String site) {
        return within.find(owner, site).map(sealing::open);
    }

    @Override
    public List<Connection> list(ConnectionQuery query) {
        return within.list(query);
    }

    @Override
    public boolean insert(StoredConnection first) {
        records.takeUp(keys);
        return within.insert(sealing.seal(first));
    }

    @Override
    public <T> T change(ConnectionId id, Change<T> change) {
        records.takeUp(keys);
        return within.change(id, (stored, now) -> {
            Change.Outcome<T> outcome = change.apply(sealing.open(stored), now);
            StoredConnection row = outcome.row();
            return new Change.Outcome<>(row == null ? null : sealing.seal(row), outcome.result());
        });
    }

    @Override
    public List<Due> due(@Nullable Due after, int limit) {
        return within.due(after, limit);
    }

    @Override
    public boolean hasSibling(StoredConnection row, List<String> sites) {
        return within.hasSibling(row, sites);
    }

    @Override
    public List<Connection> ending(Duration ahead, int limit) {
        return within.ending(ahead, limit);
    }

    @Override
    public Instant now() {
        return within.now();
    }

    @Override
    public void put(Ticket ticket) {
        records.takeUp(keys);
        within.put(sealing.seal(ticket));
    }

    @Override
    public Optional<Ticket> peek(String kind, String key) {
        return within.peek(kind, key).map(sealing::open);
    }

    /** Opens it before it is removed, so that one that does not open stays where it is. */
    @Override
    public Optional<Ticket> take(String kind, String key) {
        Optional<Ticket> opened = peek(kind, key);
        return opened.isPresent() && within.take(kind, key).isPresent() ? opened : Optional.empty();
    }

    @Override
    public boolean exchange(Ticket taken, Ticket next) {
        records.takeUp(keys);
        return within.exchange(taken, sealing.seal(next));
    }

    @Override
    public int count(String kind, String group, Instant after) {
        return within.count(kind, group, after);
    }

    @Override
    public List<Ticket> expired(String kind, Instant before, int limit) {
        return within.expired(kind, before, limit).stream()
                .map(ticket -> opened(ticket, before))
                .flatMap(Optional::stream)
                .toList();
    }

    /** One that does not open must not keep others from being cleared away; it has a day for its key to come back. */
    private Optional<Ticket> opened(Ticket ticket, Instant before) {
        try {
            return Optional.of(sealing.open(ticket));
        } catch (Misconfigured e) {
            boolean old = ticket.expiresAt().isBefore(before.minus(DAY));
            LOG.warn("{} {}", e.getMessage(), old ? "It has expired long ago, and is erased." : "It is left for now.");
            if (old) {
                within.take(ticket.kind(), ticket.key());
            }
            return Optional.empty();
        }
    }
}
