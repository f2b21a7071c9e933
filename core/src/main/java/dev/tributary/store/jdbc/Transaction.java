package dev.tributary.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on one connection of the database, of which all or none are kept. For the thread that it was given to. */
public final class Transaction {

    private final Connection connection;
    private final Dialect dialect;
    private final Clock clock;

    Transaction(Connection connection, Dialect dialect, Clock clock) {
        this.connection = connection;
        this.dialect = dialect;
        this.clock = clock;
    }

    /** Returns what a query finds. */
    public <T> List<T> list(Sql sql, Jdbc.Row<T> row) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> results = new ArrayList<>();
            while (rows.next()) {
                results.add(row.read(rows));
            }
            return results;
        }
    }

    /** Returns the first row, which nobody else can change until the end of this transaction. */
    public <T> Optional<T> firstLocked(Sql sql, Jdbc.Row<T> row) throws SQLException {
        return list(sql.and(dialect.lockingClause()), row).stream().findFirst();
    }

    /** Returns how many rows were changed. */
    public int update(Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Returns false, having changed nothing, if a constraint forbids the row; the transaction cannot go on then, and has to be undone
     * by throwing.
     */
    public boolean insert(Sql sql) throws SQLException {
        try {
            return update(sql) == 1;
        } catch (SQLException e) {
            if (dialect.isConstraint(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Returns the time of the database, or of this machine where the database lives in this process. A statement of its own, so that
     * it is read after a lock was waited for.
     */
    public Instant now() throws SQLException {
        String query = dialect.clockQuery();
        return query.isEmpty()
                ? clock.instant()
                : list(Sql.of(query), row -> Instant.ofEpochMilli(row.getLong(1)))
                        .get(0);
    }
}
