package dev.tributary.benchmarks.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, where it cannot measure. */
class ProxyBenchTest {

    @TempDir
    Path elsewhere;

    @Test
    void on_a_machine_that_lacks_the_load_it_says_so_by_its_name_and_ends_well() throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ProxyBench.class.getName(),
                "--short");
        program.environment().put("PATH", elsewhere.toString());
        Process process = program.redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("SKIPPED: proxy.ProxyBench, because this machine has no wrk");
        assertThat(process.waitFor()).isZero();
    }
}
