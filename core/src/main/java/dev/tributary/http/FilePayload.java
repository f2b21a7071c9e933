package dev.tributary.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file, which may be read again. */
record FilePayload(Path file, long length) implements Payload {

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
