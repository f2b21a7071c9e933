package dev.tributary.benchmarks.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, where it cannot measure. */
class BootStartTest {

    @TempDir
    Path elsewhere;

    @Test
    void where_the_applications_were_not_built_it_says_so_by_its_name_and_ends_well() throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BootStart.class.getName(),
                "--short");
        program.environment().put("PATH", elsewhere.toString());
        Process process =
                program.directory(elsewhere.toFile()).redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("SKIPPED: boot.BootStart, because this machine has no ")
                .contains("benchmarks/boot/target/client.class-path");
        assertThat(process.waitFor()).isZero();
    }
}
