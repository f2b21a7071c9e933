package dev.tributary.token.process;

import dev.tributary.databases.MariaServer;
import dev.tributary.databases.PostgresServer;
import dev.tributary.store.jdbc.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A kind of database that processes share; each is a real one. */
enum Database {
    POSTGRESQL("PostgreSQL") {
        @Override
        String create(Path directory) throws SQLException {
            return address(PostgresServer.newDatabase());
        }
    },
    MARIADB("MariaDB") {
        @Override
        String create(Path directory) throws SQLException {
            return address(MariaServer.newDatabase());
        }
    },
    SQLITE("SQLite") {
        @Override
        String create(Path directory) {
            return directory.resolve("tributary.db").toString();
        }
    };

    private final String title;

    Database(String title) {
        this.title = title;
    }

    /** Makes a new and empty one, and returns where any process finds it. */
    abstract String create(Path directory) throws SQLException;

    /** Returns the one at an address that was returned before. */
    static DataSource at(String address) throws SQLException {
        if (address.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setUrl(address);
            postgres.setUser("postgres");
            return postgres;
        }
        return address.startsWith("jdbc:") ? new MariaDbDataSource(address) : SqliteFile.open(Path.of(address));
    }

    private static String address(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
