package dev.tributary.evidence.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProofTest {

    private static final String TOKEN = "9f86d081884c7d659a2feaa0c55ad015";
    private static final List<Demand> DEMANDS = List.of(
            new Demand("one", 1, 0, List.of("evidence/log.txt", "evidence/files/**.db")),
            new Demand("other", 0, 0, List.of()));

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path root;

    @BeforeEach
    void leave() throws IOException {
        write("pom.xml", "<module>one</module><module>other</module><module>without-tests</module>");
        write("one/src/test/java/x", "");
        write("other/src/test/java/x", "");
        write("one/target/secrets/simulator.txt", "code " + TOKEN + "\nos_password alice\n");
        write("one/target/evidence/log.txt", "all is well");
        write("one/target/evidence/files/T-1/state/tributary.db", "rows");
    }

    @Test
    void nothing_found_in_all_that_was_expected_is_no_fault() throws IOException {
        Proof proof = proof(DEMANDS);

        assertThat(proof.faults(secret -> false)).isEmpty();
        assertThat(proof.extent()).isEqualTo("1 secrets in 0 MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one/target/evidence/log.txt",
                "one/target/evidence/exceptions.txt",
                "one/target/evidence/answers.txt",
                "one/target/evidence/files/T-1/state/tributary.db-wal",
                "one/target/evidence/tributary-1.log",
                "one/target/surefire-reports/TEST-dev.tributary.SomeTest.xml",
                "other/target/surefire-reports/dev.tributary.SomeTest-output.txt",
                "other/target/failsafe-reports/TEST-dev.tributary.SomeIT.xml",
                "other/target/whatever.hprof"
            })
    void a_secret_of_one_module_is_found_wherever_any_module_left_it(String file) throws IOException {
        write(file, "first line\nsecond " + TOKEN);

        assertThat(proof(DEMANDS).faults(secret -> false))
                .containsExactly(file + ", line 2 (byte 18): code 9f86… PLAIN");
    }

    @Test
    void what_everybody_may_know_is_no_secret() throws IOException {
        write("one/target/evidence/log.txt", "it says " + TOKEN);

        assertThat(proof(DEMANDS).faults(secret -> secret.value().equals(TOKEN)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evidence/log.txt", "evidence/files/T-1/state/tributary.db"})
    void to_have_left_nothing_is_a_fault(String place) throws IOException {
        write("one/target/" + place, "");

        assertThat(proof(DEMANDS).faults(secret -> false))
                .singleElement()
                .satisfies(fault -> assertThat(fault).startsWith("one: there is nothing in evidence/"));
    }

    @Test
    void to_have_left_too_little_or_written_down_too_few_secrets_is_a_fault() throws IOException {
        List<Demand> greater = List.of(new Demand("one", 3, 1, List.of()), DEMANDS.get(1));

        assertThat(proof(greater).faults(secret -> false))
                .containsExactly(
                        "one: 2 secrets were written down, at least 3 were expected. Did all its tests run?",
                        "one: its tests left 0 MB, at least 1 were expected.");
    }

    @Test
    void a_module_of_which_nothing_is_expected_is_a_fault() throws IOException {
        assertThat(proof(DEMANDS.subList(0, 1)).faults(secret -> false))
                .containsExactly("other: nobody has said what its tests leave. Add it to the demands.");
    }

    @Test
    void a_kind_of_secret_that_never_occurred_is_a_fault() throws IOException {
        assertThat(new Proof(root, DEMANDS, List.of("code", "refresh_token")).faults(secret -> false))
                .containsExactly("Nothing of the kind refresh_token was issued or handed in.");
    }

    @Test
    void no_run_at_all_is_a_fault() throws IOException {
        Files.delete(root.resolve("one/target/secrets/simulator.txt"));
        Files.delete(root.resolve("one/target/evidence/log.txt"));

        assertThat(proof(DEMANDS).faults(secret -> false)).hasSize(2);
    }

    private Proof proof(List<Demand> demands) {
        return new Proof(root, demands, List.of());
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
