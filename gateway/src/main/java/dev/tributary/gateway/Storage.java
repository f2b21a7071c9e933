package dev.tributary.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.SqliteFile;
import java.nio.file.Path;
import java.time.Duration;

/** The store, with a pool before its database. */
final class Storage {

    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Storage() {}

    /** Opens it. Blocks. Fails as {@link JdbcStore#open} and {@link SqliteFile#open} do. */
    static Store open(GatewayConfig.Storage files, Parts parts) {
        HikariDataSource pool = parts.add(pool(files.database()));
        return JdbcStore.open(pool, Keyset.file(files.keyset()));
    }

    private static HikariDataSource pool(Path file) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("tributary");
        pool.setDataSource(SqliteFile.open(file));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return new HikariDataSource(pool);
    }
}
