package dev.tributary.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.KeysetSource;
import dev.tributary.store.KeySource;
import dev.tributary.store.Keyset;
import dev.tributary.store.jdbc.SqliteFile;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;

/** The database, with a pool before it, and its keys. */
final class Storage {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Storage() {}

    /** Opens the database alone. Blocks. Fails as {@link SqliteFile#open} and {@link DatabaseServer#check} do. */
    static DataSource database(GatewayConfig.Storage storage, Parts parts) {
        return opened(pool(storage.database()), parts);
    }

    /** As above, and lets its pool be measured. */
    static DataSource database(GatewayConfig.Storage storage, Parts parts, MeterRegistry meters) {
        HikariConfig pool = pool(storage.database());
        pool.setMetricRegistry(meters);
        return opened(pool, parts);
    }

    private static DataSource opened(HikariConfig pool, Parts parts) {
        pool.setPoolName("tributary");
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return parts.add(new HikariDataSource(pool));
    }

    private static HikariConfig pool(Database database) {
        HikariConfig pool = new HikariConfig();
        if (database instanceof Database.Server settings) {
            DatabaseServer server = new DatabaseServer(settings);
            server.check();
            pool.setJdbcUrl(settings.url().toString());
            pool.setUsername(settings.user());
            pool.setPassword(server.password());
            pool.setDataSourceProperties(server.properties());
            pool.setMaximumPoolSize(settings.connections());
        } else if (database instanceof Database.File file) {
            pool.setDataSource(SqliteFile.open(file.path()));
            pool.setMaximumPoolSize(Database.Server.USUAL_CONNECTIONS);
        }
        return pool;
    }

    static KeySource keys(KeysetSource keyset) {
        return keyset instanceof KeysetSource.Text text
                ? Keyset.parse("keysetJson", text.json())
                : Keyset.file(((KeysetSource.File) keyset).path());
    }
}
