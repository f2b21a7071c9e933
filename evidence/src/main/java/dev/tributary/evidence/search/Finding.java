package dev.tributary.evidence.search;

import java.nio.file.Path;

/**
 * A secret where none may be.
 *
 * @param file where
 * @param offset at which byte of the file
 * @param line in which line of it
 * @param what the kind of secret, how it begins, and how it is written there
 */
public record Finding(Path file, long offset, long line, String what) {

    /** Says where and what, never the secret. */
    @Override
    public String toString() {
        return file + where();
    }

    String where() {
        return ", line " + line + " (byte " + offset + "): " + what;
    }
}
