package dev.tributary.databases;

import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import javax.sql.DataSource;

/** A real PostgreSQL that asks everybody but its administrator for passwords. */
public final class PostgresServer {

    private static final EmbeddedPostgres SERVER = start();

    private PostgresServer() {}

    /** Returns a new and empty database, as its administrator sees it. */
    public static DataSource newDatabase() {
        String name = Names.unique();
        execute("CREATE DATABASE " + name);
        return Evidence.database(SERVER.getDatabase("postgres", name));
    }

    /** Returns a new and empty database with a user of its own. */
    public static Login newLogin() {
        String name = Names.unique();
        Login login = new Login("jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name, name, Names.password());
        execute(
                "CREATE ROLE " + login.name() + " LOGIN PASSWORD '" + login.password() + "'",
                "CREATE DATABASE " + login.name() + " OWNER " + login.name());
        Evidence.database(SERVER.getDatabase("postgres", login.name()));
        return login;
    }

    /** Does something as the server's administrator. */
    public static void execute(String... statements) {
        new Administrator(SERVER.getPostgresDatabase()).execute(statements);
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPort(FreePort.next())
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
