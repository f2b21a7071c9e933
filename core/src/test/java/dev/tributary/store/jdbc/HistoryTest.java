package dev.tributary.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.databases.PostgresServer;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Keyset;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether Flyway has anything to do. */
class HistoryTest {

    private static final String TABLE = "\"tributary_schema_history\"";

    @TempDir
    static Path directory;

    static Stream<Named<DataSource>> databases() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return Stream.of(
                Named.of("SQLite", SqliteFile.open(directory.resolve(UUID.randomUUID() + "/a.db"))),
                Named.of("H2", h2),
                Named.of("PostgreSQL", PostgresServer.newDatabase()));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_flyway_has_made_needs_it_no_more(DataSource database) {
        assertThat(History.isComplete(database, Schema.STORE)).isFalse();

        migrate(database);

        assertThat(History.isComplete(database, Schema.STORE)).isTrue();
    }

    /** Which would refuse the description, and the store does not depend on it. */
    @ParameterizedTest
    @MethodSource("databases")
    void a_store_that_is_up_to_date_is_opened_without_flyway(DataSource database) throws SQLException {
        migrate(database);
        execute(database, "UPDATE " + TABLE + " SET \"description\" = 'another' WHERE \"version\" = '1'");

        assertThatCode(() -> JdbcStore.open(database, Keyset.ephemeral())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_was_made_of_another_text_is_refused_by_flyway(DataSource database) throws SQLException {
        migrate(database);
        execute(database, "UPDATE " + TABLE + " SET \"checksum\" = 1 WHERE \"version\" = '1'");

        assertThat(History.isComplete(database, Schema.STORE)).isFalse();
        assertThatThrownBy(() -> JdbcStore.open(database, Keyset.ephemeral())).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_failed_or_was_repaired_is_left_to_flyway(DataSource database) throws SQLException {
        migrate(database);
        execute(database, "UPDATE " + TABLE + " SET \"type\" = 'DELETE' WHERE \"version\" = '1'");
        assertThat(History.isComplete(database, Schema.STORE)).isFalse();

        execute(database, "UPDATE " + TABLE + " SET \"type\" = 'SQL' WHERE \"version\" = '1'");
        assertThat(History.isComplete(database, Schema.STORE)).isTrue();

        String no = database instanceof JdbcDataSource || isPostgres(database) ? "FALSE" : "0";
        execute(database, "UPDATE " + TABLE + " SET \"success\" = " + no + " WHERE \"version\" = '1'");
        assertThat(History.isComplete(database, Schema.STORE)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_migration_that_was_added_is_made(DataSource database) {
        migrate(database);
        Jdbc.Tables more = new Jdbc.Tables(
                Schema.STORE.loader(),
                Schema.STORE.location(),
                Stream.concat(Schema.STORE.migrations().stream(), Stream.of("V2__more.sql"))
                        .toList(),
                Schema.STORE.history());

        assertThat(History.isComplete(database, more)).isFalse();
    }

    @Test
    void the_tables_of_another_schema_are_those_of_another_application() throws SQLException {
        DataSource database = PostgresServer.newDatabase();
        migrate(database);
        execute(database, "CREATE SCHEMA mine");
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("ALTER DATABASE \"" + connection.getCatalog() + "\" SET search_path TO mine, public");
        }

        assertThat(History.isComplete(database, Schema.STORE)).isFalse();
    }

    /** One that is not listed would never be made where there are tables already. */
    @Test
    void every_migration_that_there_is_is_listed() throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(Schema.STORE.loader().getResource(Schema.STORE.location()))
                .toURI();

        try (Stream<Path> files = Files.list(Path.of(folder))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(Schema.STORE.migrations());
        }
    }

    private static boolean isPostgres(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
        }
    }

    private static void migrate(DataSource database) {
        Jdbc.on(database, Clock.systemUTC()).migrate(Schema.STORE);
    }

    private static void execute(DataSource database, String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
