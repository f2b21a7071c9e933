package dev.tributary.confluence;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.store.Change;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.Due;
import dev.tributary.store.StoredConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store with one row. */
final class OneConnection implements ConnectionStore {

    private StoredConnection row;

    OneConnection(Connection connection) {
        row = new StoredConnection(connection, null);
    }

    @Override
    public synchronized Optional<StoredConnection> find(ConnectionId id) {
        return Optional.of(row).filter(stored -> stored.connection().id().equals(id));
    }

    @Override
    public Optional<StoredConnection> find(Owner owner, String site) {
        return find(row.connection().id());
    }

    @Override
    public List<Connection> list(ConnectionQuery query) {
        return List.of(row.connection());
    }

    @Override
    public boolean insert(StoredConnection first) {
        return false;
    }

    @Override
    public synchronized <T> T change(ConnectionId id, Change<T> change) {
        Change.Outcome<T> outcome = change.apply(row, now());
        row = outcome.row() == null ? row : outcome.row();
        return outcome.result();
    }

    @Override
    public boolean hasSibling(StoredConnection row, List<String> sites) {
        return false;
    }

    @Override
    public List<Due> due(@Nullable Due after, int limit) {
        return List.of();
    }

    @Override
    public List<Connection> ending(Duration ahead, int limit) {
        return List.of();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }
}
