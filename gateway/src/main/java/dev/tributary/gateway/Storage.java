package dev.tributary.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.store.jdbc.SqliteFile;
import java.nio.file.Path;
import java.time.Duration;

/** The database, with a pool before it. */
final class Storage {

    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Storage() {}

    static HikariDataSource open(Path file) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("tributary");
        pool.setDataSource(SqliteFile.open(file));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return new HikariDataSource(pool);
    }
}
