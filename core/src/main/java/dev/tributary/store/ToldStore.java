package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.ConnectionListener;
import dev.tributary.model.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells of what is changed through it in another store, once that has kept it. What happened is read from the row before and
 * after, so that whoever changes it, and however, is told of alike.
 *
 * <p>Blocking and thread-safe as the store within. The listener is called before the change returns, so it must not block.
 */
public final class ToldStore implements ConnectionStore {

    private static final int LOCKS = 256;

    private final ConnectionStore within;
    private final ConnectionListener listener;

    /**
     * From the change of a connection to the telling of it, so that events of one connection keep their order. It costs
     * nothing: the store within makes changes of one connection wait for each other as well.
     */
    private final List<Lock> locks = Stream.generate(ReentrantLock::new)
            .<Lock>map(lock -> lock)
            .limit(LOCKS)
            .toList();

    /** Takes the store and whom to tell. */
    public ToldStore(ConnectionStore within, ConnectionListener listener) {
        this.within = within;
        this.listener = listener;
    }

    @Override
    public boolean insert(StoredConnection first) {
        Connection connection = first.connection();
        Lock lock = lock(connection.id());
        lock.lock();
        try {
            boolean inserted = within.insert(first);
            if (inserted) {
                Happened.first(first).ifPresent(listener::on);
            }
            return inserted;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T> T change(ConnectionId id, Change<T> change) {
        Observed<T> observed = new Observed<>(change);
        Lock lock = lock(id);
        lock.lock();
        try {
            T result = within.change(id, observed);
            observed.event().ifPresent(listener::on);
            return result;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<StoredConnection> find(ConnectionId id) {
        return within.find(id);
    }

    @Override
    public Optional<StoredConnection> find(Owner owner, String site) {
        return within.find(owner, site);
    }

    @Override
    public List<Connection> list(ConnectionQuery query) {
        return within.list(query);
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

    private Lock lock(ConnectionId id) {
        return locks.get(Math.floorMod(id.hashCode(), LOCKS));
    }

    /** Remembers what a change came to when it was decided last: the store may have undone it and decided again. */
    private static final class Observed<T> implements Change<T> {

        private final Change<T> change;
        private volatile @Nullable ConnectionEvent event;

        Observed(Change<T> change) {
            this.change = change;
        }

        @Override
        public Outcome<T> apply(StoredConnection row, Instant now) {
            Outcome<T> outcome = change.apply(row, now);
            StoredConnection after = outcome.row();
            event = after == null ? null : Happened.between(row, after, now).orElse(null);
            return outcome;
        }

        Optional<ConnectionEvent> event() {
            return Optional.ofNullable(event);
        }
    }
}
