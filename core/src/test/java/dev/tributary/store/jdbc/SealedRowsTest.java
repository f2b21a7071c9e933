package dev.tributary.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.Misconfigured;
import dev.tributary.store.Keyset;
import dev.tributary.store.Rows;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who can write the database, but has no keyset, edits its rows. */
@Tag("C29")
final class SealedRowsTest {

    private static final String ALL = "SELECT * FROM tributary_connection";

    @TempDir
    private Path directory;

    private DataSource database;
    private Editing editing;
    private Store store;
    private StoredConnection alice;

    @BeforeEach
    void a_store_with_a_connection_of_alice() {
        database = SqliteFile.open(directory.resolve("tributary.db"));
        editing = new Editing(database);
        store = JdbcStore.open(database, Keyset.file(directory.resolve("keyset.json")));
        alice = Rows.first("alice");
        assertThat(store.insert(alice)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_id = 'mallory'",
                "app = 'mallory'",
                "site = 'mallory'",
                "origin = 'https://mallory.example'",
                "id = '00000000-0000-4000-8000-000000000000'",
                "generation = 2",
                "access_token = refresh_token",
                "access_token = 'AAAA'",
                "access_token = 'not base64!'"
            })
    void a_token_opens_only_in_its_own_place(String edit) throws SQLException {
        assertThat(editing.update("UPDATE tributary_connection SET " + edit)).isEqualTo(1);
        List<String> edited = editing.values(ALL);
        String id = edited.get(0);

        assertThatThrownBy(() -> store.find(new ConnectionId(id)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining(id)
                .hasMessageContaining("keyset")
                .hasMessageNotContaining("access-first")
                .hasNoCause();
        assertThat(editing.values(ALL)).isEqualTo(edited);
    }

    @Test
    void the_rows_of_two_users_swapped_do_not_open() throws SQLException {
        StoredConnection bob = Rows.first("bob");
        assertThat(store.insert(bob)).isTrue();
        editing.update("UPDATE tributary_connection SET user_id = user_id || '-'");
        editing.update(
                "UPDATE tributary_connection SET user_id = CASE user_id WHEN 'bob-' THEN 'alice' ELSE 'bob' END");

        assertThatThrownBy(() -> store.find(alice.connection().owner(), "wiki")).isInstanceOf(Misconfigured.class);
        assertThatThrownBy(() -> store.find(bob.connection().owner(), "wiki")).isInstanceOf(Misconfigured.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_id = 'mallory'",
                "origin = 'https://mallory.example'",
                "site = 'elsewhere'",
                "carrier = (SELECT c.id FROM tributary_connection c WHERE c.members IS NOT NULL)",
                "id = '00000000-0000-4000-8000-000000000000'"
            })
    void whoever_lives_on_anothers_pair_does_so_only_in_its_own_place(String edit) throws SQLException {
        StoredConnection bob = Rows.first("bob");
        StoredConnection carrier = Rows.carrier(bob);
        assertThat(store.insert(carrier)).isTrue();
        assertThat(store.insert(Rows.member(bob, carrier))).isTrue();
        assertThat(editing.update(
                        "UPDATE tributary_connection SET " + edit + " WHERE user_id = 'bob' AND members IS NULL"))
                .isEqualTo(1);
        String id = editing.values("SELECT id FROM tributary_connection WHERE carrier IS NOT NULL")
                .get(0);

        assertThatThrownBy(() -> store.find(new ConnectionId(id)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("keyset");
    }

    @Test
    void an_older_ciphertext_put_back_into_a_newer_row_does_not_open() throws SQLException {
        String old =
                editing.values("SELECT access_token FROM tributary_connection").get(0);
        assertThat(Rows.replace(store, alice.connection(), Rows.renewed(alice.connection(), "second")))
                .isTrue();
        editing.update("UPDATE tributary_connection SET access_token = '" + old + "'");

        assertThatThrownBy(() -> store.find(alice.connection().id())).isInstanceOf(Misconfigured.class);
    }

    @Test
    void a_ticket_under_another_key_does_not_open_and_is_not_taken() throws SQLException {
        store.put(Rows.ticket("one", Rows.NOW));
        editing.update("UPDATE tributary_ticket SET ticket_key = 'two' WHERE ticket_key = 'one'");

        assertThatThrownBy(() -> store.take("link", "two")).isInstanceOf(Misconfigured.class);
        assertThat(editing.values("SELECT kind FROM tributary_ticket WHERE ticket_key = 'two'"))
                .containsExactly("link");
    }

    @Test
    void no_secret_is_in_any_file_of_the_store() throws Exception {
        try (Connection open = database.getConnection()) {
            assertThat(open.isValid(1)).isTrue();
            store.put(Rows.ticket("one", Rows.NOW));
            Rows.replace(store, alice.connection(), Rows.renewed(alice.connection(), "second"));

            assertThat(directory.resolve("tributary.db-wal")).isNotEmptyFile();
            assertThat(everything())
                    .contains("alice")
                    .doesNotContain("access-first", "refresh-first", "access-second", "refresh-second")
                    .doesNotContain("content of one");
        }
    }

    private String everything() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
