package dev.tributary.store.jdbc;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.TokenPair;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.StoredConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connections. */
final class ConnectionTable implements ConnectionStore {

    private static final String INSERT = """
            INSERT INTO tributary_connection (status, reason, epoch, generation, origin, kind,
                account_id, account_username, account_name, scopes,
                connected_at, renewed_at, expires_at, grant_ends_at,
                access_token, refresh_token, token_expires_at, token_renew_at, token_grant_ends_at,
                id, app, user_id, site)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            UPDATE tributary_connection SET status = ?, reason = ?, epoch = ?, generation = ?, origin = ?, kind = ?,
                account_id = ?, account_username = ?, account_name = ?, scopes = ?,
                connected_at = ?, renewed_at = ?, expires_at = ?, grant_ends_at = ?,
                access_token = ?, refresh_token = ?, token_expires_at = ?, token_renew_at = ?, token_grant_ends_at = ?
            WHERE id = ? AND app = ? AND user_id = ? AND site = ?
            """;

    private final Jdbc jdbc;

    ConnectionTable(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    boolean isEmpty() {
        return jdbc.first(Sql.of("SELECT id FROM tributary_connection LIMIT 1"), row -> row.getString(1))
                .isEmpty();
    }

    @Override
    public Optional<StoredConnection> find(ConnectionId id) {
        return jdbc.first(Sql.of("SELECT * FROM tributary_connection WHERE id = ?", id.value()), ConnectionRow::stored);
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
        Sql sql = Sql.of("SELECT * FROM tributary_connection WHERE app = ?", query.app())
                .andIf(" AND user_id = ?", query.user())
                .andIf(" AND site = ?", query.site())
                .andIf(" AND status = ?", name(query.status()))
                .andIf(
                        " AND id > ?",
                        query.after() == null ? null : query.after().value())
                .and(" ORDER BY id LIMIT ?", query.limit());
        return jdbc.list(sql, ConnectionRow::connection);
    }

    @Override
    public boolean insert(StoredConnection first) {
        return jdbc.insert(written(INSERT, first));
    }

    @Override
    public boolean replace(Connection before, StoredConnection after) {
        after.requireSameRowAs(before);
        Sql sql = written(UPDATE, after)
                .and(
                        " AND epoch = ? AND generation = ?",
                        before.state().epoch(),
                        before.state().generation());
        return jdbc.update(sql) == 1;
    }

    /** Both statements name their columns in this order. */
    private static Sql written(String statement, StoredConnection row) {
        Connection c = row.connection();
        TokenPair pair = row.tokens();
        return Sql.of(statement)
                .and(
                        "",
                        name(c.state().status()),
                        name(c.state().reason()),
                        c.state().epoch(),
                        c.state().generation())
                .and("", c.origin().toString(), c.kind().name())
                .and("", c.account().id(), c.account().username(), c.account().displayName())
                .and("", String.join(" ", c.scopes()))
                .and("", c.dates().connectedAt(), c.dates().renewedAt())
                .and("", c.dates().expiresAt(), c.dates().grantEndsAt())
                .and("", pair == null ? new @Nullable Object[5] : tokens(pair))
                .and("", c.id().value(), c.owner().app(), c.owner().user(), c.site());
    }

    private static @Nullable Object[] tokens(TokenPair pair) {
        return new @Nullable Object[] {
            pair.accessToken().reveal(),
            pair.refreshToken() == null ? null : pair.refreshToken().reveal(),
            pair.expiresAt(),
            pair.renewAt(),
            pair.grantEndsAt()
        };
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
