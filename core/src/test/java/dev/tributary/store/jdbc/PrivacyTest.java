package dev.tributary.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.store.Keyset;
import dev.tributary.store.Rows;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may see the files, and which keyset opens them. */
@Tag("C30")
final class PrivacyTest {

    private Path home;
    private Path file;
    private Path keyset;

    @BeforeEach
    void paths(@TempDir Path directory) {
        home = directory.resolve("state");
        file = home.resolve("tributary.db");
        keyset = home.resolve("keyset.json");
    }

    @Test
    void everything_made_is_the_owners_alone() throws Exception {
        DataSource database = SqliteFile.open(file);
        Store store = JdbcStore.open(database, Keyset.file(keyset));
        try (Connection open = database.getConnection()) {
            assertThat(open.isValid(1)).isTrue();
            store.insert(Rows.first("alice"));

            assertThat(mode(home)).isEqualTo("rwx------");
            for (String name : List.of("tributary.db", "tributary.db-wal", "tributary.db-shm", "keyset.json")) {
                assertThat(mode(home.resolve(name))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_file_open_to_others_is_refused() throws IOException {
        open();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::open).isInstanceOf(Misconfigured.class).hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void a_keyset_open_to_others_is_refused() throws IOException {
        open();
        Files.setPosixFilePermissions(keyset, PosixFilePermissions.fromString("rw----r--"));

        assertThatThrownBy(this::open).isInstanceOf(Misconfigured.class).hasMessageContaining("chmod 600 " + keyset);
    }

    @Test
    void a_directory_open_to_others_is_refused() throws IOException {
        open();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(this::open).isInstanceOf(Misconfigured.class).hasMessageContaining("chmod 700 " + home);
    }

    @Test
    void a_symbolic_link_is_refused() throws IOException {
        open();
        Files.move(file, home.resolve("elsewhere.db"));
        Files.createSymbolicLink(file, home.resolve("elsewhere.db"));

        assertThatThrownBy(this::open).isInstanceOf(Misconfigured.class).hasMessageContaining("symbolic link");
    }

    @Test
    void a_missing_keyset_is_not_made_anew_over_old_data() throws IOException {
        StoredConnection alice = Rows.first("alice");
        open().insert(alice);
        Path backup = Files.move(keyset, home.resolve("backup.json"));

        assertThatThrownBy(this::open).isInstanceOf(Misconfigured.class).hasMessageContaining("is missing");
        assertThat(keyset).doesNotExist();

        Files.move(backup, keyset);
        assertThat(open().find(alice.connection().id())).contains(alice);
    }

    @Test
    void a_missing_keyset_is_not_made_anew_where_the_record_of_it_was_cleared() throws Exception {
        open().insert(Rows.first("alice"));
        Files.delete(keyset);
        new Editing(SqliteFile.open(file)).update("DELETE FROM tributary_ticket");

        assertThatThrownBy(this::open).isInstanceOf(Misconfigured.class).hasMessageContaining("Restore the store");
        assertThat(keyset).doesNotExist();
    }

    @Test
    void a_wrong_keyset_is_refused_at_the_start() {
        open();

        assertThatThrownBy(() -> JdbcStore.open(SqliteFile.open(file), Keyset.ephemeral()))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("not encrypted with this keyset");
        assertThat(open()).isNotNull();
    }

    @Test
    void a_damaged_keyset_is_refused_without_quoting_it() throws IOException {
        open();
        Files.writeString(keyset, "{\"primaryKeyId\": \"hush\"}");

        assertThatThrownBy(this::open)
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("not a keyset")
                .hasMessageNotContaining("hush")
                .hasNoCause();
    }

    @Test
    void a_keyset_may_come_from_a_setting() throws IOException {
        StoredConnection alice = Rows.first("alice");
        open().insert(alice);
        Keyset fromSetting = Keyset.parse("TRIBUTARY_KEYSET", Secret.of(Files.readString(keyset)));

        Store store = JdbcStore.open(SqliteFile.open(file), fromSetting);
        assertThat(store.find(alice.connection().id())).contains(alice);
    }

    private Store open() {
        return JdbcStore.open(SqliteFile.open(file), Keyset.file(keyset));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
