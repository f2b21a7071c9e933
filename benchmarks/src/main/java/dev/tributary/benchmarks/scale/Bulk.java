package dev.tributary.benchmarks.scale;

import dev.tributary.store.KeySource;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Fills a database through the store itself, so that each row is what the store writes, with its ciphertexts; but on one
 * connection, and committing once for many rows. For one thread.
 */
final class Bulk implements AutoCloseable {

    private static final int AT_ONCE = 10_000;
    private static final Set<String> LEFT_OUT = Set.of("close", "setAutoCommit", "commit");

    private final Connection connection;
    private final Store store;
    private int written;

    private Bulk(Connection connection, KeySource keyset) {
        this.connection = connection;
        this.store = JdbcStore.open(always(open(connection)), keyset);
    }

    static Bulk into(Database database, KeySource keyset) throws SQLException {
        // Before there is a transaction in which the tables could not be made.
        JdbcStore.open(database.source(), keyset);
        Connection connection = database.source().getConnection();
        Database.run(connection, database.quickly());
        connection.setAutoCommit(false);
        return new Bulk(connection, keyset);
    }

    /** Returns the store; say so after each write. */
    Store store() {
        return store;
    }

    void wrote() throws SQLException {
        if (++written % AT_ONCE == 0) {
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.commit();
        connection.close();
    }

    private static Connection open(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Bulk.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return LEFT_OUT.contains(method.getName()) ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static DataSource always(Connection connection) {
        return (DataSource) Proxy.newProxyInstance(
                Bulk.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection);
    }
}
