package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.TributaryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/library.md} complete: a newcomer finds each failure and each outcome there. */
class LibraryGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "library.md");

    @Test
    void every_failure_is_in_the_table_with_its_remedy() throws IOException {
        assertThat(Files.readAllLines(GUIDE))
                .filteredOn(line -> line.startsWith("| `"))
                .extracting(line -> line.split("`", 3)[1])
                .containsExactlyInAnyOrderElementsOf(Stream.of(TributaryException.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void every_event_is_in_the_table() throws IOException {
        String guide = Files.readString(GUIDE);
        assertThat(ConnectionEvent.class.getPermittedSubclasses())
                .allSatisfy(event -> assertThat(guide).contains("| `" + event.getSimpleName() + "` |"));
    }

    @Test
    void every_outcome_of_disconnecting_is_named() throws IOException {
        String guide = Files.readString(GUIDE);
        assertThat(Revocation.values()).allSatisfy(outcome -> assertThat(guide).contains("`" + outcome + "`"));
    }
}
