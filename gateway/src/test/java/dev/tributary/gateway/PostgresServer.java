package dev.tributary.gateway;

import dev.tributary.evidence.Evidence;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A real PostgreSQL that asks for passwords, started once for all tests of this process and ended with it. */
final class PostgresServer {

    private static final EmbeddedPostgres SERVER = start();

    private PostgresServer() {}

    /**
     * A database and the user it belongs to.
     *
     * @param name what both are called
     * @param password the user's password
     */
    record Database(String name, String password) {

        String url() {
            return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name;
        }
    }

    /** Returns a new and empty database with a user of its own. */
    static Database newDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        Database database = new Database(name, "password-" + UUID.randomUUID());
        execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + database.password() + "'");
        execute("CREATE DATABASE " + name + " OWNER " + name);
        Evidence.database(SERVER.getDatabase("postgres", name));
        return database;
    }

    /** Does something as the server's administrator. */
    static void execute(String statement) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectoryCustomizer(PostgresServer::askForPasswords)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server is made to trust everybody: afterwards only its administrator may come without a password. */
    private static void askForPasswords(File directory) {
        try {
            Files.writeString(directory.toPath().resolve("pg_hba.conf"), """
                    host all postgres 127.0.0.1/32 trust
                    host all postgres ::1/128 trust
                    host all all 127.0.0.1/32 scram-sha-256
                    host all all ::1/128 scram-sha-256
                    """);
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
