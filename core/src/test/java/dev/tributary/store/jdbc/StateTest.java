package dev.tributary.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Misconfigured;
import dev.tributary.store.KeySource;
import dev.tributary.store.Keyset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looking at a database, and what that leaves alone. */
class StateTest {

    @TempDir
    static Path directory;

    static Stream<Named<DataSource>> databases() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return Stream.of(
                Named.of("SQLite", SqliteFile.open(directory.resolve(UUID.randomUUID() + "/a.db"))),
                Named.of("H2", h2));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void an_empty_database_has_everything_before_it_and_stays_empty(DataSource database) throws SQLException {
        JdbcStore.State state = JdbcStore.state(database);

        assertThat(state.schema()).isNull();
        assertThat(state.pending()).isPositive();
        assertThat(state.isUpToDate()).isFalse();
        assertThat(state.product()).isIn("SQLite", "H2");
        assertThat(state.version()).isNotBlank();
        assertThat(tables(database)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_database_in_use_is_up_to_date_and_of_one_keyset(DataSource database) throws SQLException {
        KeySource keys = Keyset.file(directory.resolve(UUID.randomUUID() + "/keyset.json"));
        JdbcStore.open(database, keys);

        JdbcStore.State state = JdbcStore.state(database);
        assertThat(state.schema()).isEqualTo("1");
        assertThat(state.isUpToDate()).isTrue();
        assertThat(state.newer()).isFalse();
        assertThatCode(() -> JdbcStore.check(database, keys)).doesNotThrowAnyException();

        List<String> before = rows(database);
        Path other = directory.resolve(UUID.randomUUID() + "/keyset.json");
        assertThatThrownBy(() -> JdbcStore.check(database, Keyset.file(other)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("is missing");
        assertThat(other).doesNotExist();
        assertThatThrownBy(() -> JdbcStore.check(database, Keyset.ephemeral())).isInstanceOf(Misconfigured.class);
        assertThat(rows(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void tables_of_a_later_version_are_told(DataSource database) throws SQLException {
        JdbcStore.open(database, Keyset.ephemeral());
        execute(
                database,
                "INSERT INTO \"tributary_schema_history\" SELECT 99, '99', 'later', \"type\", \"script\", \"checksum\","
                        + " \"installed_by\", \"installed_on\", \"execution_time\", \"success\" FROM"
                        + " \"tributary_schema_history\" WHERE \"version\" = '1'");

        assertThat(JdbcStore.state(database).newer()).isTrue();
        assertThat(JdbcStore.state(database).schema()).isEqualTo("99");
    }

    private static void execute(DataSource database, String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static List<String> tables(DataSource database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = database.getConnection();
                ResultSet found =
                        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                if (!"INFORMATION_SCHEMA".equals(found.getString("TABLE_SCHEM"))) {
                    tables.add(found.getString("TABLE_NAME"));
                }
            }
        }
        return tables;
    }

    private static List<String> rows(DataSource database) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery("SELECT kind, content FROM tributary_ticket ORDER BY 1, 2")) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2));
            }
        }
        return rows;
    }
}
