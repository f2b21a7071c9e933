package dev.tributary.gateway;

import dev.tributary.databases.Login;
import dev.tributary.databases.MariaServer;
import dev.tributary.databases.PostgresServer;
import dev.tributary.store.jdbc.Jdbc;
import dev.tributary.store.jdbc.SqliteFile;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.BooleanSupplier;
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
            Login database = PostgresServer.newLogin();
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
        return open(directory, clock, () -> false);
    }

    /** As above, and it does not answer while it is away. */
    public Jdbc open(Path directory, Clock clock, BooleanSupplier away) {
        DataSource source = source(directory);
        DataSource going = (DataSource) Proxy.newProxyInstance(
                Databases.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away.getAsBoolean()) {
                        throw new SQLException("The database is away.", "08001");
                    }
                    return method.invoke(source, arguments);
                });
        Jdbc database = Jdbc.on(going, clock);
        Records.table(database);
        return database;
    }
}
