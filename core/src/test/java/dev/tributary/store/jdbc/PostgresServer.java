package dev.tributary.store.jdbc;

import dev.tributary.evidence.Evidence;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** A real PostgreSQL, started once for all tests of this process and ended with it. */
public final class PostgresServer {

    private static final EmbeddedPostgres SERVER = start();

    private PostgresServer() {}

    /** Returns a new and empty database. */
    public static DataSource newDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try {
            new Editing(SERVER.getPostgresDatabase()).update("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Evidence.database(SERVER.getDatabase("postgres", name));
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
