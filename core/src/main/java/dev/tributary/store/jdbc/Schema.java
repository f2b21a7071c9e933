package dev.tributary.store.jdbc;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Unavailable;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables up to date. */
final class Schema {

    private static final int TRIES = 5;
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MARIADB_COMMAND_DENIED = 1142;
    private static final int DEEPEST = 20;

    /** The store's own. */
    static final Jdbc.Tables STORE = new Jdbc.Tables(
            Schema.class.getClassLoader(),
            "dev/tributary/store/jdbc/migration",
            List.of("V1__connections_and_tickets.sql"),
            "tributary_schema_history");

    private Schema() {}

    /** Tries again where another process migrates at the same moment: SQLite has no lock that Flyway could hold. */
    static void migrate(DataSource dataSource, Dialect dialect, Jdbc.Tables tables) {
        if (History.isComplete(dataSource, tables)) {
            return;
        }
        Flyway flyway = flyway(dataSource, dialect, tables);
        for (int attempt = 1; ; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (lacksRight(e)) {
                    throw new Misconfigured(
                            "store",
                            "The database's user may not make or change the store's tables. Grant it CREATE on the schema, or"
                                    + " make it the owner.",
                            e);
                }
                if (attempt == TRIES) {
                    throw new Unavailable("The store's tables cannot be brought up to date.", RETRY, e);
                }
            }
        }
    }

    /** Returns how the tables are, and changes nothing. */
    static JdbcStore.State state(DataSource dataSource, Jdbc jdbc) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            MigrationInfoService info =
                    flyway(dataSource, jdbc.dialect(), STORE).info();
            MigrationInfo current = info.current();
            boolean newer = Arrays.stream(info.applied())
                    .anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS);
            return new JdbcStore.State(
                    about.getDatabaseProductName(),
                    about.getDatabaseProductVersion(),
                    current == null ? null : String.valueOf(current.getVersion()),
                    info.pending().length,
                    newer);
        } catch (SQLException | FlywayException e) {
            throw new Unavailable("The store's tables cannot be looked at.", RETRY, e);
        }
    }

    /** PostgreSQL has an SQL state of its own for that, and MariaDB an error. */
    private static boolean lacksRight(FlywayException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(cause -> cause instanceof SQLException refusal
                        && ("42501".equals(refusal.getSQLState()) || refusal.getErrorCode() == MARIADB_COMMAND_DENIED));
    }

    /** The baseline lets the tables live in a schema that already holds others. */
    private static Flyway flyway(DataSource dataSource, Dialect dialect, Jdbc.Tables tables) {
        return Flyway.configure(tables.loader())
                .dataSource(dataSource)
                .locations("classpath:" + tables.location())
                .table(tables.history())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of("octets", dialect.octets(255), "name", dialect.octets(64), "text", dialect.text()))
                .load();
    }
}
