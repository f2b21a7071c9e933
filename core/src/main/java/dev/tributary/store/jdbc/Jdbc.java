package dev.tributary.store.jdbc;

import dev.tributary.model.Unavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A database, for the store and for others who keep tables of their own beside it. Whoever writes to it in one process does so
 * by one object of this class, because writers of a SQLite file take turns there.
 *
 * <p>Blocking and thread-safe. Every method throws {@link Unavailable} where the driver says something of its own.
 */
public final class Jdbc {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int TRIES = 5;

    /** Of class 40, without which there is no saying so. */
    private static final String ROLLED_BACK = "40000";

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
    @FunctionalInterface
    public interface Row<T> {

        /** Returns what the row says. */
        T read(ResultSet row) throws SQLException;
    }

    /** Several statements that happen together or not at all. */
    @FunctionalInterface
    public interface Work<T> {

        /** Runs the statements. */
        T in(Transaction transaction) throws SQLException;
    }

    /**
     * Tables, and how they are brought up to date by Flyway: migrations in portable SQL, with <code>${octets}</code> for texts that are
     * compared octet by octet, <code>${name}</code> for short ones and <code>${text}</code> for long ones.
     *
     * @param loader what finds the migrations
     * @param location where they lie on the class path
     * @param migrations the names of all files there; Flyway is not asked where its history has them all
     * @param history the name of the table that says which were made; one of its own for each set
     */
    public record Tables(ClassLoader loader, String location, List<String> migrations, String history) {}

    /**
     * Takes a database, which stays the caller's. Throws {@link dev.tributary.model.Misconfigured} for one of an unknown kind.
     *
     * @param clock the time where the database lives in this process
     */
    public static Jdbc on(DataSource dataSource, Clock clock) {
        try (Connection connection = dataSource.getConnection()) {
            return new Jdbc(dataSource, Dialect.of(connection.getMetaData().getDatabaseProductName()), clock);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Brings tables up to date. Throws {@link dev.tributary.model.Misconfigured} where the database's user may not make or change
     * them.
     */
    public void migrate(Tables tables) {
        Schema.migrate(dataSource, dialect, tables);
    }

    /** Returns what a query finds. */
    public <T> List<T> list(Sql sql, Row<T> row) {
        return alone(statements -> undone(() -> statements.list(sql, row)));
    }

    /** Returns the first row that a query finds. */
    public <T> Optional<T> first(Sql sql, Row<T> row) {
        return list(sql, row).stream().findFirst();
    }

    /** Returns how many rows were changed. */
    public int update(Sql sql) {
        return turns.take(() -> alone(statements -> statements.update(sql)));
    }

    /** Returns false, having changed nothing, if a constraint forbids the row. */
    public boolean insert(Sql sql) {
        return turns.take(() -> alone(statements -> statements.insert(sql)));
    }

    /** Returns the time of the database, or of this machine where the database lives in this process. */
    public Instant now() {
        return alone(statements -> undone(statements::now));
    }

    /** Commits what the work did, and undoes it if it throws. */
    public <T> T inTransaction(Work<T> work) {
        return turns.take(() -> connected(connection -> committed(connection, work)));
    }

    private <T> T committed(Connection connection, Work<T> work) throws SQLException {
        try {
            T result = undone(() -> {
                connection.setAutoCommit(false);
                return work.in(new Transaction(connection, dialect, clock));
            });
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            undo(connection, e);
            throw e;
        }
    }

    /** Whoever asked is told what came first, not that a broken connection cannot be rolled back either. */
    private static void undo(Connection connection, Throwable because) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private interface Statements<T> {
        T run() throws SQLException;
    }

    /** Runs what leaves nothing behind where its connection ends: what only reads, and what is not committed yet. */
    private static <T> T undone(Statements<T> statements) throws SQLException {
        try {
            return statements.run();
        } catch (SQLException e) {
            throw Dialect.isOver(e) ? new SQLTransactionRollbackException(e.getMessage(), ROLLED_BACK, e) : e;
        }
    }

    private interface Connected<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does what is one statement, and its own transaction. */
    private <T> T alone(Work<T> work) {
        return connected(connection -> work.in(new Transaction(connection, dialect, clock)));
    }

    /**
     * What the database itself has undone, because others were in the way or it restarts, is done again. For a connection nobody
     * waits twice.
     */
    private <T> T connected(Connected<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connection()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (attempt == TRIES || !Dialect.isUndone(e)) {
                    throw unavailable(e);
                }
            }
        }
    }

    private Connection connection() {
        try {
            return dataSource.getConnection();
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
