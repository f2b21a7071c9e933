package dev.tributary.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.databases.PostgresServer;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Keyset;
import dev.tributary.store.KeysetFile;
import dev.tributary.store.Rows;
import dev.tributary.store.Store;
import dev.tributary.store.StoreKeys;
import dev.tributary.store.StoreKeys.Use;
import dev.tributary.store.StoredConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Keys are changed by one process while others use the store. */
@Execution(ExecutionMode.CONCURRENT)
final class KeyRotationTest {

    private static final int MANY = 350;
    private static final int ROTATIONS = 1;

    private Path home;
    private Path keyset;

    @BeforeEach
    void paths(@TempDir Path directory) {
        home = directory.resolve("state");
        keyset = home.resolve("keyset.json");
    }

    @Test
    void on_one_file_a_process_serves_and_renews_while_another_rotates_encrypts_anew_and_retires() throws Exception {
        String file = home.resolve("tributary.db").toString();
        rotateThroughout(file, keyset, SqliteFile.open(Path.of(file)));
    }

    @Test
    void on_postgresql_a_process_serves_and_renews_while_another_rotates_encrypts_anew_and_retires() throws Exception {
        DataSource database = PostgresServer.newDatabase();
        rotateThroughout(url(database), keyset, database);
    }

    /** On PostgreSQL: each node has a keyset file of its own, as on a machine of its own. */
    @Test
    void nodes_with_copies_of_the_keyset_go_on_where_each_has_a_key_before_one_encrypts_with_it() throws Exception {
        DataSource database = PostgresServer.newDatabase();
        KeysetFile mine = Keyset.file(keyset);
        Path copy = home.resolve("copy").resolve("keyset.json");
        JdbcStore.open(database, mine);
        copyTo(copy);
        try (Node node = new Node(url(database), copy)) {
            node.rounds(1);
            mine.change(Keyset::withNewKey);
            copyTo(copy);
            node.rounds(1);
            mine.change(keys -> keys.withPrimary(newest(keys)));

            StoreKeys keys = JdbcStore.keys(database, mine);
            assertThat(keys.reencrypt(progress -> {}).unreadable()).isEmpty();
            node.rounds(1);
            copyTo(copy);
            node.rounds(1);
            node.endWell();
        }
    }

    @Test
    void a_reencryption_that_is_killed_again_and_again_is_finished_by_the_next() throws Exception {
        Path file = home.resolve("tributary.db");
        DataSource database = SqliteFile.open(file);
        KeysetFile keys = Keyset.file(keyset);
        List<StoredConnection> rows = new ArrayList<>();
        Store store = JdbcStore.open(database, keys);
        for (int i = 0; i < MANY; i++) {
            StoredConnection row = Rows.first("user-" + i);
            rows.add(row);
            assertThat(store.insert(row)).isTrue();
        }
        long old = keys.keyset(false).primary();
        rotate(keys);

        for (int kill = 0; kill < 3; kill++) {
            Process process = start(Reencrypter.class, file.toString(), keyset.toString());
            try (BufferedReader lines = process.inputReader()) {
                untilSaid(lines, "changed 100");
            } finally {
                process.toHandle().destroyForcibly();
            }
            assertThat(process.waitFor()).isEqualTo(137);
        }
        StoreKeys left = JdbcStore.keys(database, keys);
        assertThat(use(left, old).connections()).isBetween(1L, MANY - 100L);
        left.reencrypt(progress -> {});

        assertThat(use(left, old).isNone()).isTrue();
        Store after = JdbcStore.open(database, keys);
        assertThat(rows)
                .allSatisfy(row -> assertThat(after.find(row.connection().id())).contains(row));
    }

    private static String line(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new AssertionError("The process ended early.");
        }
        return line;
    }

    /** A process may log between what it says. */
    private static void untilSaid(BufferedReader lines, String what) throws IOException {
        for (String line = line(lines); !line.startsWith(what); line = line(lines)) {
            assertThat(line).doesNotStartWith("failed");
        }
    }

    private void rotateThroughout(String place, Path file, DataSource database) throws Exception {
        KeysetFile keys = Keyset.file(file);
        JdbcStore.open(database, keys);
        try (Node one = new Node(place, file);
                Node other = new Node(place, file)) {
            one.rounds(1);
            other.rounds(1);
            for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                long old = keys.keyset(false).primary();
                rotate(keys);
                StoreKeys store = JdbcStore.keys(database, keys);
                assertThat(store.reencrypt(progress -> {}).unreadable()).isEmpty();
                one.rounds(1);
                other.rounds(1);
                retire(keys, store, old);
                one.rounds(1);
                other.rounds(1);
            }
            assertThat(keys.keyset(false).keys()).hasSize(1);
            one.endWell();
            other.endWell();
        }
    }

    /** Waits until the nodes have taken up the primary, and encrypts what they wrote before. */
    private static void retire(KeysetFile keys, StoreKeys store, long old) throws InterruptedException {
        assertThatThrownBy(() -> keys.change(keyset -> store.without(keyset, old, progress -> {})))
                .isInstanceOf(Unavailable.class);
        Thread.sleep(store.untilTakenUp().toMillis() + 1);
        store.reencrypt(progress -> {});
        keys.change(keyset -> store.without(keyset, old, progress -> {}));
    }

    private static void rotate(KeysetFile keys) {
        keys.change(keyset -> {
            Keyset added = keyset.withNewKey();
            return added.withPrimary(newest(added));
        });
    }

    private static long newest(Keyset keyset) {
        return keyset.keys().get(keyset.keys().size() - 1).id();
    }

    private static Use use(StoreKeys keys, long key) {
        return keys.uses(progress -> {}).stream()
                .filter(use -> use.key() == key)
                .findFirst()
                .orElseThrow();
    }

    /** As a file is replaced by whoever brings it from another machine. */
    private void copyTo(Path copy) throws IOException {
        Keyset.file(copy.resolveSibling("made-private").resolve("keyset.json")).keyset(true);
        Path draft = copy.resolveSibling("draft.json");
        Keyset.file(keyset).keyset(false).writeTo(draft);
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String url(DataSource database) throws Exception {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getURL() + "?user="
                    + connection.getMetaData().getUserName();
        }
    }

    private Process start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(home.resolveSibling("errors-of-" + program.getSimpleName())
                        .toFile())
                .start();
    }

    /** A process that lives as a node does. */
    private final class Node implements AutoCloseable {

        private final Process process;
        private final BufferedReader lines;

        private Node(String place, Path file) throws IOException {
            process = start(RenewingNode.class, place, file.toString(), "user-" + System.nanoTime() + "-");
            lines = process.inputReader();
        }

        /** Waits for rounds that begin after now. */
        private void rounds(int count) throws IOException {
            while (lines.ready()) {
                assertThat(line(lines)).doesNotStartWith("failed");
            }
            for (int i = 0; i <= count; i++) {
                untilSaid(lines, "round ");
            }
        }

        private void endWell() throws Exception {
            process.getOutputStream().write('.');
            process.getOutputStream().flush();
            untilSaid(lines, "ended well");
            assertThat(process.waitFor()).isZero();
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            lines.close();
        }
    }
}
