package dev.tributary.gateway;

import dev.tributary.store.jdbc.Jdbc;
import dev.tributary.store.jdbc.SqliteFile;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases that a gateway may have, each a real one. */
public enum Databases {
    SQLITE {
        @Override
        DataSource source(Path directory) {
            return SqliteFile.open(directory.resolve("data/tributary.db"));
        }
    },
    POSTGRESQL {
        @Override
        DataSource source(Path directory) {
            PostgresServer.Database database = PostgresServer.newDatabase();
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(database.url());
            source.setUser(database.name());
            source.setPassword(database.password());
            return source;
        }
    },
    MARIADB {
        @Override
        DataSource source(Path directory) {
            return MariaServer.newDatabase();
        }
    };

    abstract DataSource source(Path directory);

    /** Returns a new database with the gateway's own tables, which go by a clock if the database has none. */
    public Jdbc open(Path directory, Clock clock) {
        Jdbc database = Jdbc.on(source(directory), clock);
        Records.table(database);
        return database;
    }
}
