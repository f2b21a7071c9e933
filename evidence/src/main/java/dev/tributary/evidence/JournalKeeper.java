package dev.tributary.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps SQLite's journals. Whoever closes a database removes them, and with them what was written and erased again; a second name for the
 * file, given while the database is still open, keeps what it held to the last.
 */
public final class JournalKeeper implements AfterTestExecutionCallback {

    private static final int LAST = 8;
    private static final Deque<Path> WATCHED = new ConcurrentLinkedDeque<>();

    static void watch(Path directory) {
        WATCHED.addLast(directory);
        while (WATCHED.size() > LAST) {
            WATCHED.pollFirst();
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        WATCHED.forEach(JournalKeeper::keepBelow);
    }

    static void keepBelow(Path directory) {
        try {
            Path kept = Files.createDirectories(Evidence.directory().resolve("journals"));
            for (Path journal : journals(directory)) {
                keep(journal, kept);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> journals(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().matches(".*-(wal|shm|journal)"))
                    .toList();
        } catch (UncheckedIOException removedMeanwhile) {
            return List.of();
        }
    }

    /** The name tells the file by its number on the disk, so that one is kept once. */
    private static void keep(Path journal, Path kept) throws IOException {
        try {
            Object number = Files.getAttribute(journal, "unix:ino");
            Files.createLink(kept.resolve(number + "-" + journal.getFileName()), journal);
        } catch (FileAlreadyExistsException isKept) {
            // Its later bytes are kept as well: it is the same file.
        } catch (NoSuchFileException removedMeanwhile) {
            // Nothing is left to keep.
        } catch (UnsupportedOperationException e) {
            Files.copy(journal, kept.resolve(UUID.randomUUID() + "-" + journal.getFileName()));
        }
    }
}
