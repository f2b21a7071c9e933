package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Unavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a keyset file. */
final class KeysetFileTest {

    private Path directory;
    private Path path;
    private KeysetFile file;

    @BeforeEach
    void make(@TempDir Path parent) {
        directory = parent.resolve("keys");
        path = directory.resolve("keyset.json");
        file = Keyset.file(path);
        file.keyset(true);
    }

    @Test
    void a_change_is_seen_by_whoever_reads_the_file_and_stays_the_owners() throws Exception {
        KeysetFile other = Keyset.file(path);
        assertThat(other.keyset(false).keys()).hasSize(1);

        Keyset changed = file.change(Keyset::withNewKey);

        assertThat(changed.keys()).hasSize(2);
        assertThat(other.keyset(false).keys()).isEqualTo(changed.keys());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactlyInAnyOrder("keyset.json", "keyset.json.lock");
    }

    @Test
    void a_file_that_nobody_changed_is_not_read_again() {
        assertThat(file.keyset(false)).isSameAs(file.keyset(false));
    }

    @Test
    void a_change_that_fails_leaves_the_file_as_it_was() throws Exception {
        byte[] before = Files.readAllBytes(path);

        assertThatThrownBy(() -> file.change(keyset -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        assertThat(file.change(Keyset::withNewKey).keys()).hasSize(2);
    }

    @Test
    void a_second_change_is_refused_while_one_is_under_way() {
        file.change(keyset -> {
            assertThatThrownBy(() -> Keyset.file(path).change(Keyset::withNewKey))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("Another command is changing")
                    .hasMessageContaining(path.toString());
            return keyset.withNewKey();
        });

        assertThat(file.keyset(false).keys()).hasSize(2);
    }

    @Test
    void of_changes_at_once_none_is_lost() throws Exception {
        List<Boolean> done = Together.run(8, i -> {
            for (int attempt = 0; attempt < 100_000; attempt++) {
                try {
                    Keyset.file(path).change(Keyset::withNewKey);
                    return true;
                } catch (Unavailable busy) {
                    Thread.onSpinWait();
                }
            }
            return false;
        });

        assertThat(done).containsOnly(true);
        assertThat(file.keyset(false).keys()).hasSize(9);
    }

    @Test
    void what_a_crash_left_of_a_change_does_no_harm() throws Exception {
        Files.writeString(directory.resolve("keyset.json.next"), "half a ke");

        assertThat(file.change(Keyset::withNewKey).keys()).hasSize(2);
        assertThat(names()).containsExactlyInAnyOrder("keyset.json", "keyset.json.lock");
    }

    @Test
    void a_file_open_to_others_is_not_changed() throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        byte[] before = Files.readAllBytes(path);

        assertThatThrownBy(() -> Keyset.file(path).change(Keyset::withNewKey))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("chmod 600");
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void a_missing_file_is_not_made_by_a_change() throws Exception {
        Files.delete(path);

        assertThatThrownBy(() -> file.change(Keyset::withNewKey))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("is missing");
        assertThat(path).doesNotExist();
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(directory)) {
            return files.map(found -> found.getFileName().toString()).toList();
        }
    }
}
