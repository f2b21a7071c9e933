package dev.tributary.store.jdbc;

import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Lease;
import dev.tributary.store.Share;
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
        return new StoredConnection(
                connection(row),
                current(row),
                HeldPairs.pairs(row.getString("spares")),
                lease(row),
                instant(row, "told_end"),
                share(row));
    }

    private static @Nullable Share share(ResultSet row) throws SQLException {
        String carrier = row.getString("carrier");
        String members = row.getString("members");
        if (members != null) {
            return Members.read(members);
        }
        return carrier == null ? null : new Share.Member(Secret.of(carrier));
    }

    static Connection connection(ResultSet row) throws SQLException {
        return new Connection(
                new ConnectionId(row.getString("id")),
                new Owner(row.getString("app"), row.getString("user_id")),
                row.getString("site"),
                URI.create(row.getString("origin")),
                URI.create(row.getString("home")),
                Connection.Kind.valueOf(row.getString("kind")),
                new Account(
                        row.getString("account_id"), row.getString("account_username"), row.getString("account_name")),
                scopes(row.getString("scopes")),
                state(row),
                new Connection.Dates(
                        Instant.ofEpochMilli(row.getLong("connected_at")),
                        Instant.ofEpochMilli(row.getLong("renewed_at")),
                        instant(row, "expires_at"),
                        instant(row, "grant_ends_at"),
                        instant(row, "ends_at")));
    }

    private static Connection.State state(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return new Connection.State(
                Connection.Status.valueOf(row.getString("status")),
                reason == null ? null : Connection.Reason.valueOf(reason),
                row.getLong("epoch"),
                row.getLong("generation"));
    }

    private static @Nullable HeldPair current(ResultSet row) throws SQLException {
        String access = row.getString("access_token");
        if (access == null) {
            return null;
        }
        String refresh = row.getString("refresh_token");
        TokenPair tokens = new TokenPair(
                Secret.of(access),
                refresh == null ? null : Secret.of(refresh),
                instant(row, "expires_at"),
                instant(row, "renew_at"),
                instant(row, "grant_ends_at"));
        return new HeldPair(
                tokens, Instant.ofEpochMilli(row.getLong("sent_at")), HeldPairs.intents(row.getString("intents")));
    }

    private static @Nullable Lease lease(ResultSet row) throws SQLException {
        String owner = row.getString("lease_owner");
        return owner == null ? null : new Lease(owner, Instant.ofEpochMilli(row.getLong("lease_until")));
    }

    private static List<String> scopes(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
