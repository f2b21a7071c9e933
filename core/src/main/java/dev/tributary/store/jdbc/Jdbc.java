package dev.tributary.store.jdbc;

import dev.tributary.model.Unavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Runs statements, and says {@link Unavailable} where the driver says something of its own. */
final class Jdbc {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Dialect dialect;

    private Jdbc(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /** Reads a row that the cursor stands on. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Several statements that happen together or not at all. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    static Jdbc on(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return new Jdbc(dataSource, Dialect.of(connection.getMetaData().getDatabaseProductName()));
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    <T> List<T> list(Sql sql, Row<T> row) {
        return connected(connection -> {
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                List<T> results = new ArrayList<>();
                while (rows.next()) {
                    results.add(row.read(rows));
                }
                return results;
            }
        });
    }

    <T> Optional<T> first(Sql sql, Row<T> row) {
        return list(sql, row).stream().findFirst();
    }

    /** Returns how many rows were changed. */
    int update(Sql sql) {
        return connected(connection -> update(connection, sql));
    }

    static int update(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    /** Returns false, having changed nothing, if a constraint forbids the row. */
    boolean insert(Sql sql) {
        return connected(connection -> insert(connection, sql));
    }

    boolean insert(Connection connection, Sql sql) throws SQLException {
        try {
            return update(connection, sql) == 1;
        } catch (SQLException e) {
            if (dialect.isConstraint(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Commits what the work did if it returns true, and undoes it otherwise. */
    boolean commitIf(Work<Boolean> work) {
        return connected(connection -> {
            connection.setAutoCommit(false);
            boolean commit = false;
            try {
                commit = work.on(connection);
                if (commit) {
                    connection.commit();
                }
                return commit;
            } finally {
                if (!commit) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T connected(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static Unavailable unavailable(SQLException e) {
        return new Unavailable(
                "The store does not answer (SQL state %s, error %d)."
                        .formatted(String.valueOf(e.getSQLState()), e.getErrorCode()),
                RETRY,
                e);
    }
}
