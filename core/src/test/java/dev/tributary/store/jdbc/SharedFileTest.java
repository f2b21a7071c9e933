package dev.tributary.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.ConnectionId;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file outlives the processes that write it, and serves several at once. */
final class SharedFileTest {

    private static final String KEPT = "kept ";
    private static final int WHOLE_LINE = KEPT.length() + 36;

    @TempDir
    private Path directory;

    @Test
    void a_killed_process_loses_nothing_it_had_acknowledged() throws Exception {
        for (int kill = 0; kill < 3; kill++) {
            Process writer = writer("kill-" + kill + "-", Integer.MAX_VALUE);
            List<String> acknowledged = new ArrayList<>();
            try (BufferedReader lines = writer.inputReader()) {
                while (acknowledged.size() < 20) {
                    addKept(lines.readLine(), acknowledged);
                }
                // By its handle: the process itself would close the stream with what was said last.
                assertThat(writer.toHandle().destroyForcibly()).isTrue();
                assertThat(writer.waitFor()).isEqualTo(137);
                lines.lines().forEach(line -> addKept(line, acknowledged));
            } finally {
                writer.destroyForcibly();
            }
            assertKept(acknowledged);
        }
    }

    @Test
    void two_processes_begin_and_write_one_file_together() throws Exception {
        Process one = writer("one-", 50);
        Process two = writer("two-", 50);

        List<String> acknowledged = new ArrayList<>();
        for (Process writer : List.of(one, two)) {
            try (BufferedReader lines = writer.inputReader()) {
                lines.lines().forEach(line -> addKept(line, acknowledged));
            }
            assertThat(writer.waitFor()).isZero();
        }
        assertThat(acknowledged).hasSize(100);
        assertKept(acknowledged);
    }

    private static void addKept(@Nullable String line, List<String> ids) {
        if (line == null) {
            throw new AssertionError("The writer ended early.");
        }
        if (line.startsWith(KEPT) && line.length() == WHOLE_LINE) {
            ids.add(line.substring(KEPT.length()));
        }
    }

    private void assertKept(List<String> ids) {
        Store store = JdbcStore.open(
                SqliteFile.open(directory.resolve("tributary.db")), Keyset.file(directory.resolve("keyset.json")));
        assertThat(ids)
                .allSatisfy(id -> assertThat(store.find(new ConnectionId(id))).isPresent());
    }

    private Process writer(String users, int count) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString(),
                        users,
                        Integer.toString(count))
                .redirectError(directory.resolve(users + "errors").toFile())
                .start();
    }
}
