package dev.tributary.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Makes the temporary directories of tests where they can be searched afterwards; JUnit is told not to remove them. */
public final class KeptDirectories implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        String test = context.getTestClass().map(Class::getSimpleName).orElse("test");
        Path files = Files.createDirectories(Evidence.directory().resolve("files"));
        Path directory = Files.createTempDirectory(files.toAbsolutePath(), test + "-");
        JournalKeeper.watch(directory);
        return directory;
    }
}
