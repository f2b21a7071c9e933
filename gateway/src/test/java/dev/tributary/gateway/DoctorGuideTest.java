package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.doctor.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/doctor.md} complete. */
class DoctorGuideTest {

    private static final Path ROOT = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

    @Test
    void every_check_has_a_row_in_its_order() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/doctor.md"));
        String looked = guide.substring(guide.indexOf("## What is looked at"), guide.indexOf("## How it can tell"));

        List<String> rows = ROW.matcher(looked)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Check.values()).map(Check::label).toList());
    }
}
