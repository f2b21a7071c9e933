package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Encrypts every secret of another store. Each ciphertext is bound to its place: moved to another owner, site, connection,
 * field or generation it does not open.
 *
 * <p>Blocking and thread-safe as the store within. Reading throws {@link Misconfigured}, naming the keyset and the
 * connection, for a row that the keyset does not open; the row stays as it is.
 */
public final class EncryptedStore implements Store {

    private static final String CHECK = "keyset-check";
    private static final Ticket CHECK_PLAIN = new Ticket(
            CHECK,
            CHECK,
            "",
            Secret.of("This store belongs to the keyset that opens this."),
            Instant.ofEpochMilli(Long.MAX_VALUE));

    private final Store within;
    private final Sealing sealing;

    private EncryptedStore(Store within, Keyset keyset) {
        this.within = within;
        this.sealing = new Sealing(keyset);
    }

    /**
     * Opens a store, having checked that the keyset is the one it was begun with. Blocks.
     *
     * <p>Throws {@link Misconfigured} when the keyset is missing, wrong or not kept private; nothing has changed then.
     *
     * @param within the store that will hold ciphertexts, and nothing else's
     * @param hasConnections whether it holds connections already
     * @param keys where the keyset comes from; it may be made anew only for an empty store
     */
    public static Store open(Store within, boolean hasConnections, KeySource keys) {
        boolean begun = within.peek(CHECK, CHECK).isPresent();
        if (hasConnections && !begun) {
            throw new Misconfigured(
                    "keyset",
                    "The store holds connections, but its record of the keyset is gone. Restore the store from the backup.");
        }
        EncryptedStore store = new EncryptedStore(within, keys.keyset(!begun));
        if (!begun) {
            store.begin();
        }
        store.peek(CHECK, CHECK);
        return store;
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
        return within.insert(sealing.seal(first));
    }

    @Override
    public <T> T change(ConnectionId id, Change<T> change) {
        return within.change(id, (stored, now) -> {
            Change.Outcome<T> outcome = change.apply(sealing.open(stored), now);
            StoredConnection row = outcome.row();
            return new Change.Outcome<>(row == null ? null : sealing.seal(row), outcome.result());
        });
    }

    @Override
    public List<Connection> due(int limit) {
        return within.due(limit);
    }

    @Override
    public Instant now() {
        return within.now();
    }

    @Override
    public void put(Ticket ticket) {
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
        return within.exchange(taken, sealing.seal(next));
    }

    @Override
    public int count(String kind, String group, Instant after) {
        return within.count(kind, group, after);
    }

    @Override
    public List<Ticket> expired(String kind, Instant before, int limit) {
        return within.expired(kind, before, limit).stream().map(sealing::open).toList();
    }

    private void begin() {
        try {
            put(CHECK_PLAIN);
        } catch (IllegalStateException e) {
            // Another process was faster; whether its keyset is ours is checked next.
        }
    }
}
