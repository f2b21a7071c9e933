package dev.tributary.spring.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * What an application without a database keeps, for as long as its context lives.
 *
 * @param directory where it is
 */
record TemporaryFiles(Path directory) implements AutoCloseable {

    static TemporaryFiles create() {
        try {
            return new TemporaryFiles(Files.createTempDirectory("tributary-test-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Object> properties() {
        return Map.of(
                "tributary.store.sqlite-file",
                        directory.resolve("connections.db").toString(),
                "tributary.keyset-file", directory.resolve("keyset.json").toString());
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
