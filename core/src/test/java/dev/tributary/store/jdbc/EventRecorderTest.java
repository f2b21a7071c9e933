package dev.tributary.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.databases.MariaServer;
import dev.tributary.databases.PostgresServer;
import dev.tributary.evidence.Evidence;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Change;
import dev.tributary.store.Keyset;
import dev.tributary.store.Rows;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is recorded of connections is kept with their changes, and only with them. */
@SuppressWarnings("NullAway.Init")
class EventRecorderTest {

    private static final Sql RECORDED =
            Sql.of("SELECT content FROM tributary_ticket WHERE kind = 'event' ORDER BY expires_at");

    @TempDir
    Path directory;

    private volatile boolean refusing;
    private int recorded;

    enum Kind {
        SQLITE,
        H2,
        POSTGRESQL,
        MARIADB
    }

    @ParameterizedTest
    @EnumSource
    void what_happens_is_recorded_in_its_order(Kind kind) {
        Jdbc database = Jdbc.on(source(kind), Clock.systemUTC());
        Store store = JdbcStore.open(database, Keyset.ephemeral(), this::record);
        StoredConnection first = Rows.first("alice");

        assertThat(store.insert(first)).isTrue();
        assertThat(store.insert(Rows.first("alice"))).as("there is one already").isFalse();
        write(store, Rows.renewed(first.connection(), "second"));
        write(store, Rows.disconnected(first.connection()));

        assertThat(database.list(RECORDED, row -> row.getString(1)))
                .containsExactly("Connected", "Renewed", "Disconnected");
    }

    @ParameterizedTest
    @EnumSource
    void what_cannot_be_recorded_does_not_happen(Kind kind) {
        Jdbc database = Jdbc.on(source(kind), Clock.systemUTC());
        Store store = JdbcStore.open(database, Keyset.ephemeral(), this::record);
        Connection alice = Rows.first("alice").connection();
        StoredConnection row = Rows.first("alice");
        assertThat(store.insert(row)).isTrue();
        refusing = true;

        assertThatThrownBy(() -> store.insert(Rows.first("bob"))).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> write(store, Rows.renewed(row.connection(), "second")))
                .isInstanceOf(Unavailable.class);
        assertThat(store.find(row.connection().id()).orElseThrow()).isEqualTo(row);
        assertThat(store.find(Rows.first("bob").connection().owner(), alice.site()))
                .isEmpty();
        assertThat(database.list(RECORDED, found -> found.getString(1))).containsExactly("Connected");
    }

    private void record(ConnectionEvent event, Transaction transaction) throws SQLException {
        transaction.update(Sql.of(
                "INSERT INTO tributary_ticket (kind, ticket_key, ticket_group, content, expires_at)"
                        + " VALUES ('event', ?, '', ?, ?)",
                UUID.randomUUID().toString(),
                event.getClass().getSimpleName(),
                recorded++));
        if (refusing) {
            throw new SQLException("The record is full.", "53100");
        }
    }

    private static void write(Store store, StoredConnection next) {
        StoredConnection written = store.change(next.connection().id(), (row, now) -> new Change.Outcome<>(next, next));
        assertThat(written).isEqualTo(next);
    }

    private DataSource source(Kind kind) {
        return switch (kind) {
            case SQLITE -> SqliteFile.open(directory.resolve("data/tributary.db"));
            case H2 -> {
                JdbcDataSource memory = new JdbcDataSource();
                memory.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
                yield Evidence.database(memory);
            }
            case POSTGRESQL -> PostgresServer.newDatabase();
            case MARIADB -> MariaServer.newDatabase();
        };
    }
}
