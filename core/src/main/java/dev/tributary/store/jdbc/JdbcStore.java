package dev.tributary.store.jdbc;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.Change;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.Due;
import dev.tributary.store.EncryptedStore;
import dev.tributary.store.KeySource;
import dev.tributary.store.Store;
import dev.tributary.store.StoreKeys;
import dev.tributary.store.StoredConnection;
import dev.tributary.store.Ticket;
import dev.tributary.store.Walkable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store in a relational database: SQLite, PostgreSQL, MariaDB or H2. Its tables begin with {@code tributary_}, so that they can live among an
 * application's own; what is secret in them is always encrypted.
 */
public final class JdbcStore implements Walkable {

    private final ConnectionTable connections;
    private final TicketTable tickets;

    private JdbcStore(Jdbc jdbc, EventRecorder recorder) {
        this.connections = new ConnectionTable(jdbc, recorder);
        this.tickets = new TicketTable(jdbc);
    }

    /**
     * Returns the store of a database, having brought its schema up to date and checked that the keyset fits. Blocks. The
     * data source stays the caller's, to be pooled and closed by whom made it.
     *
     * <p>Throws {@link dev.tributary.model.Unavailable} when the database does not answer, and {@link
     * dev.tributary.model.Misconfigured} when it is of an unknown kind or the keyset is missing, wrong or open to others;
     * nothing that was stored has changed then.
     *
     * @param dataSource the database, with a pool before it if there are many callers
     * @param keys {@link dev.tributary.store.Keyset#file} or a keyset
     */
    public static Store open(DataSource dataSource, KeySource keys) {
        return open(dataSource, keys, Clock.systemUTC());
    }

    /** As above, with a clock of one's own where the database lives in this process; for tests. */
    public static Store open(DataSource dataSource, KeySource keys, Clock clock) {
        return open(Jdbc.on(dataSource, clock), keys, EventRecorder.NONE);
    }

    /**
     * As above, on a database that others write to by the same {@link Jdbc}, and with a record of what happens to connections.
     *
     * @param recorder what writes that record; its tables must be there
     */
    public static Store open(Jdbc database, KeySource keys, EventRecorder recorder) {
        JdbcStore store = migrated(database, recorder);
        return EncryptedStore.open(store, !store.connections.isEmpty(), keys);
    }

    /**
     * Opens a database as {@link #open} does, with the same failures, to see which keys its records need and to encrypt them
     * anew. Blocks. Others may use the database meanwhile.
     */
    public static StoreKeys keys(DataSource dataSource, KeySource keys) {
        JdbcStore store = migrated(Jdbc.on(dataSource, Clock.systemUTC()), EventRecorder.NONE);
        return StoreKeys.open(store, !store.connections.isEmpty(), keys);
    }

    /**
     * How a database is.
     *
     * @param product which one it is
     * @param version the version it names
     * @param schema the version of the store's tables; absent where there are none yet
     * @param pending how many steps bring the tables up to date; none where they are
     * @param newer whether a later version of this library has changed the tables
     */
    public record State(
            String product, String version, @Nullable String schema, int pending, boolean newer) {

        /** Says whether {@link #open} would leave the tables as they are. */
        public boolean isUpToDate() {
            return pending == 0;
        }
    }

    /**
     * Looks at a database and changes nothing. Blocks.
     *
     * <p>Throws {@link dev.tributary.model.Unavailable} when it does not answer, and {@link dev.tributary.model.Misconfigured}
     * when it is of an unknown kind.
     */
    public static State state(DataSource dataSource) {
        return Schema.state(dataSource, Jdbc.on(dataSource, Clock.systemUTC()));
    }

    /**
     * Checks that a keyset is the one that a database belongs to, and changes nothing; where the database belongs to none yet,
     * any will do. Blocks. The tables must be {@linkplain State#isUpToDate() up to date}.
     *
     * <p>Throws {@link dev.tributary.model.Misconfigured} when the keyset is missing, wrong, lacks a key or is open to others,
     * and {@link dev.tributary.model.Unavailable} when the database does not answer.
     */
    public static void check(DataSource dataSource, KeySource keys) {
        JdbcStore store = new JdbcStore(Jdbc.on(dataSource, Clock.systemUTC()), EventRecorder.NONE);
        StoreKeys.check(store, !store.connections.isEmpty(), keys);
    }

    /**
     * How many connections of a kind there are.
     *
     * @param app the application
     * @param site the site; or the place of rows that carry a pair for several connections and are none themselves
     * @param status the status
     * @param connections how many
     */
    public record Count(String app, String site, Status status, long connections) {}

    /**
     * Counts the connections of a database whose tables are there, by application, site and status. Blocks. It reads an index to its
     * end, and costs the more the more connections there are: ask seldom.
     *
     * <p>Throws {@link dev.tributary.model.Unavailable} when the database does not answer.
     */
    public static List<Count> counts(Jdbc database) {
        return ConnectionTable.counts(database);
    }

    private static JdbcStore migrated(Jdbc jdbc, EventRecorder recorder) {
        jdbc.migrate(Schema.STORE);
        return new JdbcStore(jdbc, recorder);
    }

    @Override
    public Optional<StoredConnection> find(ConnectionId id) {
        return connections.find(id);
    }

    @Override
    public Optional<StoredConnection> find(Owner owner, String site) {
        return connections.find(owner, site);
    }

    @Override
    public List<Connection> list(ConnectionQuery query) {
        return connections.list(query);
    }

    @Override
    public boolean insert(StoredConnection first) {
        return connections.insert(first);
    }

    @Override
    public <T> T change(ConnectionId id, Change<T> change) {
        return connections.change(id, change);
    }

    @Override
    public List<Due> due(@Nullable Due after, int limit) {
        return connections.due(after, limit);
    }

    @Override
    public boolean hasSibling(StoredConnection row, List<String> sites) {
        return connections.hasSibling(row, sites);
    }

    @Override
    public List<Connection> ending(Duration ahead, int limit) {
        return connections.ending(ahead, limit);
    }

    @Override
    public Instant now() {
        return connections.now();
    }

    @Override
    public void put(Ticket ticket) {
        tickets.put(ticket);
    }

    @Override
    public Optional<Ticket> peek(String kind, String key) {
        return tickets.peek(kind, key);
    }

    @Override
    public Optional<Ticket> take(String kind, String key) {
        return tickets.take(kind, key);
    }

    @Override
    public boolean exchange(Ticket taken, Ticket next) {
        return tickets.exchange(taken, next);
    }

    @Override
    public int count(String kind, String group, Instant after) {
        return tickets.count(kind, group, after);
    }

    @Override
    public List<Ticket> expired(String kind, Instant before, int limit) {
        return tickets.expired(kind, before, limit);
    }

    @Override
    public long size() {
        return connections.size() + tickets.size();
    }

    @Override
    public List<StoredConnection> connections(@Nullable ConnectionId after, int limit) {
        return connections.page(after, limit);
    }

    @Override
    public List<Ticket> tickets(@Nullable Ticket after, int limit) {
        return tickets.page(after, limit);
    }

    @Override
    public boolean reseal(Ticket before, Secret content) {
        return tickets.reseal(before, content);
    }
}
