package dev.tributary.store.jdbc;

import dev.tributary.model.Unavailable;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables up to date. */
final class Schema {

    private static final int TRIES = 5;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private Schema() {}

    /** Tries again where another process migrates at the same moment: SQLite has no lock that Flyway could hold. */
    static void migrate(DataSource dataSource, Dialect dialect) {
        Flyway flyway = flyway(dataSource, dialect);
        for (int attempt = 1; ; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (attempt == TRIES) {
                    throw new Unavailable("The store's tables cannot be brought up to date.", RETRY, e);
                }
            }
        }
    }

    /** The baseline lets the tables live in a schema that already holds others. */
    private static Flyway flyway(DataSource dataSource, Dialect dialect) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:dev/tributary/store/jdbc/migration")
                .table("tributary_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of("octets", dialect.octets(), "text", dialect.text()))
                .load();
    }
}
