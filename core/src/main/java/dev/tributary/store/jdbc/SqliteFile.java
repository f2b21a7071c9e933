package dev.tributary.store.jdbc;

import dev.tributary.model.Misconfigured;
import dev.tributary.store.PrivateFiles;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens a SQLite file as a database that keeps what was committed over a crash, and lets several processes share it. */
public final class SqliteFile {

    private static final String KEY = "store";
    private static final Duration BUSY = Duration.ofSeconds(10);

    private SqliteFile() {}

    /**
     * Returns a data source on a file, made with mode 0600 if it is new, in a directory made with mode 0700 if that is new.
     * Blocks; the data source is thread-safe and opens the file anew for each connection: put a pool before it where that
     * matters. SQLite's native library is unpacked beside the file and not in a temporary directory that others can write
     * to, unless {@code org.sqlite.tmpdir} already names a place.
     *
     * <p>Throws {@link Misconfigured} when the file or its directory is open to other users, belongs to another one, or is a
     * symbolic link.
     */
    public static DataSource open(Path file) {
        Path path = file.toAbsolutePath();
        if (path.toString().contains("?")) {
            throw new Misconfigured(
                    KEY, "The driver takes what follows a '?' for options. Choose a path without: " + path);
        }
        PrivateFiles.file(KEY, path);
        if (System.getProperty("org.sqlite.tmpdir") == null) {
            System.setProperty("org.sqlite.tmpdir", String.valueOf(path.getParent()));
        }
        SQLiteDataSource dataSource = new SQLiteDataSource(durable());
        dataSource.setUrl("jdbc:sqlite:" + path);
        return dataSource;
    }

    /** IMMEDIATE: with DEFERRED one of two writing processes dies of SQLITE_BUSY in spite of the time-out. */
    private static SQLiteConfig durable() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(Math.toIntExact(BUSY.toMillis()));
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        return config;
    }
}
