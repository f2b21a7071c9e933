package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway writes into its files. */
final class FilesTest {

    @TempDir
    private Path directory;

    private Ground ground;

    @BeforeEach
    void open() {
        ground = new Ground(directory);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @Test
    void nothing_secret_is_in_the_files_in_clear_before_or_after_it_is_used() throws IOException {
        Journey asked = new Journey(ground, App.A, "ann");
        Journey left = new Journey(ground, App.A, "ben");
        left.leave();
        new Journey(ground, App.A, "alice").approve();
        ground.confirm(App.A, new Journey(ground, App.A, "bob").approve(), "bob")
                .is(201);
        ground.learnSecrets();

        assertThat(ground.witness.secrets()).hasSizeGreaterThan(20).contains(asked.token());
        for (Path file : files()) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(ground.witness.secrets());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
