package dev.tributary.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** One new and empty database. Thread-safe. */
public final class Database {

    private final DataSource unpooled;
    private final Consumer<HikariDataSource> pools;

    Database(DataSource unpooled, Consumer<HikariDataSource> pools) {
        this.unpooled = unpooled;
        this.pools = pools;
    }

    /**
     * Returns a new pool to it of HikariCP's usual size, ten connections: one for each node of an application. It is closed with the
     * databases.
     */
    public DataSource pool() {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(unpooled);
        HikariDataSource pool = new HikariDataSource(settings);
        pools.accept(pool);
        return pool;
    }

    /** Returns it without a pool, for what is done once. */
    public DataSource unpooled() {
        return unpooled;
    }
}
