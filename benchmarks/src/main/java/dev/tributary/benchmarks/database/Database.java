package dev.tributary.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One new and empty database. Thread-safe. */
public final class Database {

    private final DataSource unpooled;

    Database(DataSource unpooled) {
        this.unpooled = unpooled;
    }

    /** Returns a pool to it of HikariCP's usual size, ten connections: one for each node of an application. */
    public HikariDataSource pool() {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(unpooled);
        return new HikariDataSource(pool);
    }

    /** Returns its name and version, as it gives them. */
    public String version() {
        try (Connection connection = unpooled.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
