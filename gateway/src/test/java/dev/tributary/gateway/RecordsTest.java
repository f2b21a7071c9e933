package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gateway's own tables. */
class RecordsTest {

    /** One that is not listed would never be made where there are tables already. */
    @Test
    void every_migration_that_there_is_is_listed() throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(Records.TABLES.loader().getResource(Records.TABLES.location()))
                .toURI();

        try (Stream<Path> files = Files.list(Path.of(folder))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(Records.TABLES.migrations());
        }
    }
}
