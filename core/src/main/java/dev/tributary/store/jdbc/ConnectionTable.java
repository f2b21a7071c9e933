package dev.tributary.store.jdbc;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.model.TokenPair;
import dev.tributary.store.Change;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.Due;
import dev.tributary.store.Happened;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Lease;
import dev.tributary.store.Share;
import dev.tributary.store.Share.Member;
import dev.tributary.store.StoredConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connections. */
final class ConnectionTable implements ConnectionStore {

    private static final String INSERT = """
            INSERT INTO tributary_connection (status, reason, epoch, generation, origin, home, kind,
                account_id, account_username, account_name, scopes, connected_at, renewed_at, expires_at, grant_ends_at,
                access_token, refresh_token, renew_at, sent_at, intents, spares, lease_owner, lease_until, due_at,
                ends_at, told_end, connect_by, lapse_at, carrier, members, id, app, user_id, site)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            UPDATE tributary_connection SET status = ?, reason = ?, epoch = ?, generation = ?, origin = ?, home = ?, kind = ?,
                account_id = ?, account_username = ?, account_name = ?, scopes = ?, connected_at = ?, renewed_at = ?,
                expires_at = ?, grant_ends_at = ?, access_token = ?, refresh_token = ?, renew_at = ?, sent_at = ?,
                intents = ?, spares = ?, lease_owner = ?, lease_until = ?, due_at = ?,
                ends_at = ?, told_end = ?, connect_by = ?, lapse_at = ?, carrier = ?, members = ?
            WHERE id = ? AND app = ? AND user_id = ? AND site = ?
            """;

    /** What a connection without its secrets is made of; the secrets are most of a row. */
    private static final String SHOWN =
            "id, app, user_id, site, origin, home, kind, account_id, account_username, account_name,"
                    + " scopes, status, reason, epoch, generation, connected_at, renewed_at, expires_at, grant_ends_at, ends_at";

    private final Jdbc jdbc;
    private final EventRecorder recorder;

    ConnectionTable(Jdbc jdbc, EventRecorder recorder) {
        this.jdbc = jdbc;
        this.recorder = recorder;
    }

    boolean isEmpty() {
        return jdbc.first(Sql.of("SELECT id FROM tributary_connection LIMIT 1"), row -> row.getString(1))
                .isEmpty();
    }

    @Override
    public Optional<StoredConnection> find(ConnectionId id) {
        return jdbc.first(byId(id), ConnectionRow::stored);
    }

    @Override
    public Optional<StoredConnection> find(Owner owner, String site) {
        Sql sql = Sql.of(
                "SELECT * FROM tributary_connection WHERE app = ? AND user_id = ? AND site = ?",
                owner.app(),
                owner.user(),
                site);
        return jdbc.first(sql, ConnectionRow::stored);
    }

    @Override
    public List<Connection> list(ConnectionQuery query) {
        String user = query.user();
        if (user != null) {
            return ofOneUser(user, query);
        }
        Sql page = Sql.of(
                        "SELECT " + SHOWN + " FROM tributary_connection WHERE app = ? AND members IS NULL", query.app())
                .andIf(" AND site = ?", query.site())
                .andIf(" AND status = ?", name(query.status()))
                .andIf(
                        " AND id > ?",
                        query.after() == null ? null : query.after().value());
        Instant end = query.endsBefore();
        if (end != null) {
            page.and(" AND (connect_by < ? OR (lapse_at <= ? AND grant_ends_at < ?))", end, now(), end);
        }
        return jdbc.list(page.and(" ORDER BY id LIMIT ?", query.limit()), ConnectionRow::connection);
    }

    /** Few, and chosen here: asked for more, SQLite would look for it among the connections of all users. */
    private List<Connection> ofOneUser(String user, ConnectionQuery query) {
        Sql sql = Sql.of("SELECT * FROM tributary_connection WHERE app = ? AND user_id = ?", query.app(), user);
        Instant now = now();
        return jdbc.list(sql, ConnectionRow::stored).stream()
                .filter(row -> query.matches(row, now))
                .map(StoredConnection::connection)
                .sorted(Comparator.comparing(connection -> connection.id().value()))
                .limit(query.limit())
                .toList();
    }

    /** Answered from an index, whole. */
    static List<JdbcStore.Count> counts(Jdbc jdbc) {
        Sql sql = Sql.of("SELECT app, site, status, COUNT(*) FROM tributary_connection GROUP BY app, site, status");
        return jdbc.list(
                sql,
                row -> new JdbcStore.Count(
                        row.getString(1), row.getString(2), Status.valueOf(row.getString(3)), row.getLong(4)));
    }

    long size() {
        return jdbc.first(Sql.of("SELECT COUNT(*) FROM tributary_connection"), row -> row.getLong(1))
                .orElse(0L);
    }

    /** A page of all applications' connections. */
    List<StoredConnection> page(@Nullable ConnectionId after, int limit) {
        Sql sql = Sql.of("SELECT * FROM tributary_connection")
                .andIf(" WHERE id > ?", after == null ? null : after.value())
                .and(" ORDER BY id LIMIT ?", limit);
        return jdbc.list(sql, ConnectionRow::stored);
    }

    @Override
    public boolean insert(StoredConnection first) {
        try {
            jdbc.inTransaction(work -> {
                if (!work.insert(written(INSERT, first))) {
                    throw new AlreadyThere();
                }
                record(Happened.first(first), work);
                return first;
            });
            return true;
        } catch (AlreadyThere undone) {
            return false;
        }
    }

    /** Undoes a transaction: after a refused row not every database goes on with it. */
    private static final class AlreadyThere extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AlreadyThere() {
            super("", null, false, false);
        }
    }

    private void record(Optional<ConnectionEvent> event, Transaction work) throws SQLException {
        if (event.isPresent()) {
            recorder.record(event.get(), work);
        }
    }

    @Override
    public <T> T change(ConnectionId id, Change<T> change) {
        return jdbc.inTransaction(work -> {
            StoredConnection row =
                    work.firstLocked(byId(id), ConnectionRow::stored).orElseThrow(() -> new NotConnected(id));
            Instant now = work.now();
            Change.Outcome<T> outcome = change.apply(row, now);
            StoredConnection next = outcome.row();
            if (next != null) {
                next.requireSameRowAs(row.connection());
                work.update(written(UPDATE, next));
                record(Happened.between(row, next, now), work);
            }
            return outcome.result();
        });
    }

    @Override
    public List<Due> due(@Nullable Due after, int limit) {
        Sql sql = Sql.of("SELECT id, site, due_at FROM tributary_connection WHERE due_at <= ?", now());
        if (after != null) {
            String id = after.id().value();
            // As one comparison of two columns, not every database would begin at the right place.
            sql.and(" AND due_at >= ? AND (due_at > ? OR id > ?)", after.since(), after.since(), id);
        }
        return jdbc.list(sql.and(" ORDER BY due_at, id LIMIT ?", limit), ConnectionTable::due);
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                new ConnectionId(row.getString("id")),
                row.getString("site"),
                Instant.ofEpochMilli(row.getLong("due_at")));
    }

    @Override
    public boolean hasSibling(StoredConnection row, List<String> sites) {
        List<String> own = row.ids().stream().map(ConnectionId::value).toList();
        Sql sql = Sql.of(
                        "SELECT id FROM tributary_connection WHERE account_id = ?",
                        row.connection().account().id())
                .and(" AND id NOT IN (" + places(own) + ")", own.toArray())
                .and(" AND status <> ?", Status.DISCONNECTED.name())
                .and(" AND site IN (" + places(sites) + ") LIMIT 1", sites.toArray());
        return jdbc.first(sql, found -> found.getString(1)).isPresent();
    }

    private static String places(List<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    @Override
    public List<Connection> ending(Duration ahead, int limit) {
        Instant now = now();
        Instant before = now.plus(ahead);
        Sql sql = Sql.of("SELECT * FROM tributary_connection WHERE")
                .and(" (connect_by >= ? AND connect_by < ? AND told_end IS NULL)", now, before)
                .and(" OR (lapse_at <= ? AND grant_ends_at >= ? AND grant_ends_at < ?", now, now, before)
                .and(" AND (told_end IS NULL OR told_end > grant_ends_at))")
                .and(" LIMIT ?", limit);
        return jdbc.list(sql, ConnectionRow::connection);
    }

    @Override
    public Instant now() {
        return jdbc.now();
    }

    private static Sql byId(ConnectionId id) {
        return Sql.of("SELECT * FROM tributary_connection WHERE id = ?", id.value());
    }

    /** Both statements name their columns in this order. */
    private static Sql written(String statement, StoredConnection row) {
        Connection c = row.connection();
        Lease lease = row.lease();
        return Sql.of(statement)
                .and(
                        "",
                        name(c.state().status()),
                        name(c.state().reason()),
                        c.state().epoch(),
                        c.state().generation())
                .and("", c.origin().toString(), c.home().toString(), c.kind().name())
                .and("", c.account().id(), c.account().username(), c.account().displayName())
                .and("", String.join(" ", c.scopes()))
                .and("", c.dates().connectedAt(), c.dates().renewedAt())
                .and("", c.dates().expiresAt(), c.dates().grantEndsAt())
                .and("", row.current() == null ? noPair() : pair(row.current()))
                .and("", HeldPairs.written(row.spares()))
                .and("", lease == null ? null : lease.owner(), lease == null ? null : lease.until())
                .and("", row.dueAt().orElse(null))
                .and(
                        "",
                        c.dates().endsAt(),
                        row.toldEnd(),
                        row.isCarrier() ? null : connectBy(c),
                        row.lapseAt().orElse(null))
                .and("", row.share() instanceof Member member ? member.carrier().reveal() : null)
                .and("", Share.carriedBy(row).map(Members::written).orElse(null))
                .and("", c.id().value(), c.owner().app(), c.owner().user(), c.site());
    }

    /** For who has to connect again an instant before all others, so that one index finds both. */
    private static @Nullable Instant connectBy(Connection connection) {
        return switch (connection.state().status()) {
            case ACTIVE -> connection.dates().endsAt();
            case RECONNECT_REQUIRED -> Instant.EPOCH;
            case DISCONNECTED -> null;
        };
    }

    private static @Nullable Object[] pair(HeldPair held) {
        TokenPair pair = held.tokens();
        return new @Nullable Object[] {
            pair.accessToken().reveal(),
            pair.refreshToken() == null ? null : pair.refreshToken().reveal(),
            pair.renewAt(),
            held.sentAt(),
            HeldPairs.written(held.intents())
        };
    }

    private static @Nullable Object[] noPair() {
        return new @Nullable Object[] {null, null, null, null, ""};
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
