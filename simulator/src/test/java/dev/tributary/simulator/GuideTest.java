package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.RequiredProgram;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Keeps {@code docs/simulator.md} true: its examples run, and it knows every switch and every fault. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "simulator.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final String REMEDY = "Install curl, to try the examples of the simulator's guide.";

    @StartConfluence
    ConfluenceSimulator confluence;

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator cloud;

    /** Removed: what the simulator answers is full of secrets. */
    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path directory;

    @Test
    void every_example_runs_and_does_what_it_says() throws Exception {
        RequiredProgram.check("curl", REMEDY);
        List<String> examples = EXAMPLE.matcher(Files.readString(GUIDE))
                .results()
                .map(match -> match.group(1))
                .toList();

        String said = run(String.join("\n", examples));

        assertThat(said)
                .contains("\"username\":\"alice\"", "\"ahead\":\"PT2H\"", "\"action\":\"drop-after\"", "\"ended\":0")
                .contains("\"name\":\"lakes\"", "\"title\":\"Heron Count\"");
        assertThat(confluence.clock().offset()).isEqualTo(Duration.ofHours(2));
        assertThat(confluence.switches().get(Switch.BAD_BEARER)).isEqualTo("401");
        assertThat(confluence.faults().pending()).isEmpty();
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void every_switch_is_there_as_it_is() throws IOException {
        assertThat(rowsBelow("## Switches"))
                .isEqualTo(Arrays.stream(Switch.values()).map(GuideTest::row).toList());
    }

    @Test
    void every_fault_is_there() throws IOException {
        assertThat(rowsBelow("## Faults"))
                .extracting(row -> row.split("`", 3)[1])
                .isEqualTo(Arrays.stream(Fault.Action.values())
                        .map(Fault.Action::key)
                        .toList());
    }

    private static List<String> rowsBelow(String heading) throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .toList();
    }

    private static String row(Switch which) {
        List<String> allowed = which.allowed();
        String values = allowed.size() == 1
                ? allowed.get(0)
                : allowed.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
        return "| `%s` | `%s` | %s | %s |".formatted(which.key(), which.defaultValue(), values, which.description());
    }

    private String run(String script) throws IOException, InterruptedException {
        Path output = directory.resolve("said");
        String here = script.replace(
                        "http://localhost:8090", confluence.baseUrl().toString())
                .replace("http://localhost:8091", cloud.baseUrl().toString());
        Process process = new ProcessBuilder("sh", "-eu", "-c", here)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as("The examples ended in time; they said: %s", said).isTrue();
        assertThat(process.exitValue()).as("The examples said: %s", said).isZero();
        return said;
    }
}
