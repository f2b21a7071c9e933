package dev.tributary.store.jdbc;

import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.StoredConnection;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a row of the connections. */
final class ConnectionRow {

    private ConnectionRow() {}

    static StoredConnection stored(ResultSet row) throws SQLException {
        return new StoredConnection(connection(row), tokens(row));
    }

    static Connection connection(ResultSet row) throws SQLException {
        return new Connection(
                new ConnectionId(row.getString("id")),
                new Owner(row.getString("app"), row.getString("user_id")),
                row.getString("site"),
                URI.create(row.getString("origin")),
                Connection.Kind.valueOf(row.getString("kind")),
                new Account(
                        row.getString("account_id"), row.getString("account_username"), row.getString("account_name")),
                scopes(row.getString("scopes")),
                state(row),
                new Connection.Dates(
                        Instant.ofEpochMilli(row.getLong("connected_at")),
                        Instant.ofEpochMilli(row.getLong("renewed_at")),
                        instant(row, "expires_at"),
                        instant(row, "grant_ends_at")));
    }

    private static Connection.State state(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return new Connection.State(
                Connection.Status.valueOf(row.getString("status")),
                reason == null ? null : Connection.Reason.valueOf(reason),
                row.getLong("epoch"),
                row.getLong("generation"));
    }

    private static @Nullable TokenPair tokens(ResultSet row) throws SQLException {
        String access = row.getString("access_token");
        String refresh = row.getString("refresh_token");
        return access == null
                ? null
                : new TokenPair(
                        Secret.of(access),
                        refresh == null ? null : Secret.of(refresh),
                        instant(row, "token_expires_at"),
                        instant(row, "token_renew_at"),
                        instant(row, "token_grant_ends_at"));
    }

    private static List<String> scopes(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
