package dev.tributary.gateway;

import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.DatabaseUrl;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The way to a database server, and what is wrong with it where there is none. */
final class DatabaseServer {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int DEEPEST = 20;
    private static final String POSTGRES_NO_TLS = "08004";
    private static final int MARIADB_UNKNOWN_DATABASE = 1049;
    private static final int MARIADB_DATABASE_DENIED = 1044;

    private final Database.Server settings;

    DatabaseServer(Database.Server settings) {
        this.settings = settings;
    }

    /**
     * Connects once, so that what is wrong is known before a pool tries again and again. Blocks, for 10 s at most unless the
     * URL says otherwise.
     *
     * <p>Throws {@link Misconfigured} when the server refuses user, password or database, or TLS fails, and {@link
     * Unavailable} when it does not answer. The messages quote neither the server nor the password.
     */
    void check() {
        Properties properties = properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", password());
        try (Connection connection = DriverManager.getConnection(settings.url().toString(), properties)) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    /** Returns the user's password, empty where there is none. */
    String password() {
        Secret password = settings.password();
        return password == null ? "" : password.reveal();
    }

    /**
     * Returns what the drivers leave open: without an end to waiting, a server that went away would hold all threads, and
     * MariaDB's driver would send a server any file of this machine that it asks for.
     */
    Properties properties() {
        Properties properties = new Properties();
        boolean inSeconds = settings.url().kind() == DatabaseUrl.Kind.POSTGRESQL;
        put(properties, "connectTimeout", inSeconds ? CONNECT.toSeconds() : CONNECT.toMillis());
        put(properties, "socketTimeout", inSeconds ? ANSWER.toSeconds() : ANSWER.toMillis());
        properties.setProperty("tcpKeepAlive", "true");
        if (settings.url().kind() == DatabaseUrl.Kind.MARIADB) {
            properties.setProperty("allowLocalInfile", "false");
        }
        return properties;
    }

    /** Leaves a parameter alone that the URL has. */
    private void put(Properties properties, String name, long value) {
        if (settings.url().parameter(name).isEmpty()) {
            properties.setProperty(name, String.valueOf(value));
        }
    }

    /** Without the driver's own words, which quote the server; whoever asks for a stack trace finds them there. */
    private TributaryException explained(SQLException e) {
        String place = "The database " + settings.url().place();
        String state = String.valueOf(e.getSQLState());
        int error = e.getErrorCode();
        if (state.equals("3D000") || error == MARIADB_UNKNOWN_DATABASE || error == MARIADB_DATABASE_DENIED) {
            return new Misconfigured(
                    "store.url",
                    place + " does not exist, or its user may not use it. Create it, grant it, or correct the name.",
                    e);
        }
        if (state.startsWith("28")) {
            return new Misconfigured(
                    "store.password",
                    place + " refuses the user '" + settings.user()
                            + "', or the password. Correct store.user, or set the right password.",
                    e);
        }
        if (has(e, SSLException.class) || state.equals(POSTGRES_NO_TLS)) {
            return new Misconfigured(
                    "store.url",
                    place
                            + " and the gateway find no TLS that both trust. Name its certificate in the URL (sslrootcert for"
                            + " PostgreSQL, serverSslCert for MariaDB), or have the server speak TLS.",
                    e);
        }
        return new Unavailable(place + " does not answer: " + why(e) + ". Start it, or correct store.url.", RETRY, e);
    }

    private static String why(SQLException e) {
        if (has(e, UnknownHostException.class)) {
            return "no host of that name is known";
        }
        if (has(e, SocketTimeoutException.class)) {
            return "it said nothing in time";
        }
        if (has(e, ConnectException.class)) {
            return "nobody listens there";
        }
        return "SQL state " + e.getSQLState() + ", error " + e.getErrorCode();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(type::isInstance);
    }
}
