package dev.tributary.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.store.jdbc.SqliteFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** Makes databases, and removes them when it is closed. Not thread-safe. */
public final class Databases implements AutoCloseable {

    private @Nullable EmbeddedPostgres server;
    private @Nullable Path directory;
    private final Queue<HikariDataSource> pools = new ConcurrentLinkedQueue<>();
    private int count;

    /** Returns a new database of a real PostgreSQL server, which is started when it is asked for first. Blocks. */
    public Database postgres() {
        try {
            EmbeddedPostgres running = server == null ? EmbeddedPostgres.start() : server;
            server = running;
            String name = "d" + ++count;
            try (Connection connection = running.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return database(running.getDatabase("postgres", name));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a new SQLite file in a temporary directory. */
    public Database sqlite() {
        return database(SqliteFile.open(newDirectory().resolve("data/tributary.db")));
    }

    /** Returns a new H2 database in this process's memory, which lives as long as the process. */
    public Database h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:d" + ++count + ";DB_CLOSE_DELAY=-1");
        return database(source);
    }

    /** Returns a new and empty directory. */
    public Path newDirectory() {
        try {
            Path all = directory == null ? Files.createTempDirectory("benchmarks") : directory;
            directory = all;
            return Files.createDirectory(all.resolve("f" + ++count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
        try {
            if (server != null) {
                server.close();
            }
            if (directory != null) {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Database database(DataSource unpooled) {
        return new Database(unpooled, pools::add);
    }

    private static void delete(Path root) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(root)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
