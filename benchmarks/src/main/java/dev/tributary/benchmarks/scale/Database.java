package dev.tributary.benchmarks.scale;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.store.jdbc.SqliteFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * A database with Tributary's tables, to be filled and asked.
 *
 * @param name what it is called in the table
 * @param source opens it anew each time
 * @param meter what tells how much work it was to ask it
 * @param quickly what makes one connection write quickly, for filling only
 * @param tidied what a database does by itself some time after so much was written
 */
record Database(String name, DataSource source, Meter meter, List<String> quickly, List<String> tidied) {

    private static final int POOLED = 8;

    /** A server whose commits are durable, which those for tests are not. */
    record Server(EmbeddedPostgres postgres, Path directory) implements AutoCloseable {

        static Server in(Path directory) throws IOException {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            return new Server(postgres, directory);
        }

        /** Returns a database, made if it is not there. */
        Database database(String name) throws IOException, SQLException {
            if (!has(name)) {
                run(postgres.getPostgresDatabase(), List.of("CREATE DATABASE " + name));
            }
            String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
            return new Database(
                    "PostgreSQL",
                    postgres.getDatabase("postgres", name),
                    Meter.with(Long.parseLong(pid)),
                    List.of("SET synchronous_commit = off"),
                    List.of("VACUUM ANALYZE"));
        }

        private boolean has(String name) throws SQLException {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                return row.next();
            }
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }

    /** Returns the database in a file, made if it is not there. */
    static Database sqlite(Path file) {
        return new Database(
                "SQLite",
                SqliteFile.open(file),
                Meter.ofThisProcess(),
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
