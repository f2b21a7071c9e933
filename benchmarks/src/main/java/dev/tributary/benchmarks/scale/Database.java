package dev.tributary.benchmarks.scale;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.store.jdbc.SqliteFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * A database with Tributary's tables, to be filled and asked.
 *
 * @param name what it is called in the table
 * @param source opens it anew each time
 * @param quickly what makes one connection write quickly, for filling only
 * @param tidied what a database does by itself some time after so much was written
 */
record Database(String name, DataSource source, List<String> quickly, List<String> tidied) {

    private static final int POOLED = 8;

    /** Starts a server whose commits are durable, which those for tests are not. */
    static EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Makes a new database on a server. */
    static Database postgres(EmbeddedPostgres server, String name) throws SQLException {
        run(server.getPostgresDatabase(), List.of("CREATE DATABASE " + name));
        return new Database(
                "PostgreSQL",
                server.getDatabase("postgres", name),
                List.of("SET synchronous_commit = off"),
                List.of("VACUUM ANALYZE"));
    }

    /** Makes a new file. */
    static Database sqlite(Path file) {
        return new Database(
                "SQLite",
                SqliteFile.open(file),
                List.of("PRAGMA synchronous = OFF", "PRAGMA cache_size = -500000"),
                List.of("PRAGMA wal_checkpoint(TRUNCATE)"));
    }

    /** Returns it with a pool before it, as a server has. */
    HikariDataSource pooled() {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("scale");
        pool.setDataSource(source);
        pool.setMaximumPoolSize(POOLED);
        return new HikariDataSource(pool);
    }

    void tidy() throws SQLException {
        run(source, tidied);
    }

    static void run(DataSource source, List<String> statements) throws SQLException {
        try (Connection connection = source.getConnection()) {
            run(connection, statements);
        }
    }

    static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
