package dev.tributary.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Every exception that is made in this process, whoever catches it: the JDK's flight recorder sees their constructors. Causes are
 * exceptions of their own, and so are those that a test expected and threw away.
 */
final class Exceptions {

    private @Nullable Recording recording;

    void record() {
        Recording begun = new Recording();
        begun.enable("jdk.JavaExceptionThrow").withoutStackTrace();
        begun.enable("jdk.JavaErrorThrow").withoutStackTrace();
        begun.setToDisk(true);
        begun.start();
        recording = begun;
    }

    /** Ends the recording and writes each message that differs, one a line, behind what is in the file. */
    void writeTo(Path file) {
        Recording begun = recording;
        recording = null;
        if (begun == null) {
            return;
        }
        try (begun) {
            begun.stop();
            Path dump = Files.createTempFile("exceptions", ".jfr");
            begun.dump(dump);
            Evidence.append(file, String.join("\n", messages(dump)));
            Files.delete(dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> messages(Path dump) throws IOException {
        Set<String> messages = new LinkedHashSet<>();
        try (RecordingFile events = new RecordingFile(dump)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.hasField("thrownClass")) {
                    messages.add(event.getClass("thrownClass").getName() + ": " + event.getString("message"));
                }
            }
        }
        return messages;
    }
}
