package dev.tributary.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.sql.DataSource;

/** What tests hand in themselves, because nobody can see it from outside. Thread-safe. */
public final class Evidence {

    private static final Path DIRECTORY = Path.of("target", "evidence");
    private static final String PROCESS = String.valueOf(ProcessHandle.current().pid());
    private static final Path SECRETS = Path.of("target", "secrets", "simulator.txt");

    private Evidence() {}

    /** Returns where the module that is being tested keeps it; whatever is put there is searched. */
    public static Path directory() {
        return made(DIRECTORY);
    }

    /** Returns a place for what only this process uses, of several that run a module's tests at the same time. */
    public static Path workplace(String name) {
        return Path.of("target", "workplaces", name + "-" + PROCESS);
    }

    /** Returns where this process keeps what it alone writes. */
    static Path file(String name) {
        return directory().resolve(name + "." + PROCESS + ".txt");
    }

    /** Keeps an answer of a server of ours as it came, head and body, and returns it. */
    public static String answer(String answer) {
        append(file("answers"), answer);
        return answer;
    }

    /** Keeps an answer of a server of ours, head and body, and returns it. */
    public static HttpResponse<String> answer(HttpResponse<String> answer) {
        answer(answer.statusCode() + " " + answer.headers().map() + "\n" + answer.body());
        return answer;
    }

    /** Keeps what the tables of a database hold when all tests are over. */
    public static DataSource database(DataSource database) {
        Databases.remember(database);
        return database;
    }

    /** Keeps the journals of the database files that processes have open below a directory. */
    public static void journals(Path directory) {
        JournalKeeper.keepBelow(directory);
    }

    /**
     * Returns the options of a Java process that runs the executable, so that it logs everything, and its simulator writes down its
     * secrets. What it prints stays as it is.
     */
    public static List<String> executableOptions() {
        Path settings = made(Path.of("target", "evidence-settings"));
        return List.of(
                "-Dlogback.configurationFile=" + copied("executable-logback.xml", settings),
                "-Djava.util.logging.config.file=" + copied("executable-logging.properties", settings),
                "-Dtributary.simulator.secrets=" + SECRETS);
    }

    static void append(Path file, String text) {
        try {
            Files.writeString(file, text + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copied(String name, Path directory) {
        Path copy = directory.resolve(name);
        try (InputStream resource = Evidence.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("There is no " + name);
            }
            Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
