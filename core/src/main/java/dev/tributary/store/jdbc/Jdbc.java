package dev.tributary.store.jdbc;

import dev.tributary.model.Unavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Runs statements, and says {@link Unavailable} where the driver says something of its own. */
final class Jdbc {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int TRIES = 5;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final Clock clock;
    private final Turns turns;

    private Jdbc(DataSource dataSource, Dialect dialect, Clock clock) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.clock = clock;
        this.turns = dialect.hasOneWriter() ? new Turns() : Turns.NONE;
    }

    /** Reads a row that the cursor stands on. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Several statements that happen together or not at all. */
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    static Jdbc on(DataSource dataSource, Clock clock) {
        try (Connection connection = dataSource.getConnection()) {
            return new Jdbc(dataSource, Dialect.of(connection.getMetaData().getDatabaseProductName()), clock);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    <T> List<T> list(Sql sql, Row<T> row) {
        return alone(statements -> statements.list(sql, row));
    }

    <T> Optional<T> first(Sql sql, Row<T> row) {
        return list(sql, row).stream().findFirst();
    }

    /** Returns how many rows were changed. */
    int update(Sql sql) {
        return turns.take(() -> alone(statements -> statements.update(sql)));
    }

    /** Returns false, having changed nothing, if a constraint forbids the row. */
    boolean insert(Sql sql) {
        return turns.take(() -> alone(statements -> statements.insert(sql)));
    }

    /** Returns the time of the database, or of this machine where the database lives in this process. */
    Instant now() {
        return alone(Transaction::now);
    }

    /** Commits what the work did, and undoes it if it throws. */
    <T> T inTransaction(Work<T> work) {
        return turns.take(() -> connected(connection -> committed(connection, work)));
    }

    private <T> T committed(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            T result = work.in(new Transaction(connection, dialect, clock));
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private interface Connected<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does what is one statement, and its own transaction. */
    private <T> T alone(Work<T> work) {
        return connected(connection -> work.in(new Transaction(connection, dialect, clock)));
    }

    /** What the database itself has undone, because others were in the way, is done again. */
    private <T> T connected(Connected<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (attempt == TRIES || !Dialect.isUndone(e)) {
                    throw unavailable(e);
                }
            }
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
