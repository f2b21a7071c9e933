package dev.tributary.token.process;

import dev.tributary.evidence.Evidence;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * Halves what it costs to start a process: the Java platform keeps loaded classes in a file, if they come from jars, and so our
 * own are put into some. The file is made once for all tests of this process; without it everything works as well.
 */
final class ClassArchive {

    private static final Path HOME = Evidence.workplace("processes").toAbsolutePath();
    private static final Path FILE = HOME.resolve("classes.jsa");
    private static final ToolProvider JAR = ToolProvider.findFirst("jar").orElseThrow();
    private static final List<String> OPTIONS = make();

    private ClassArchive() {}

    /** Returns the options of the virtual machine, class path and all. */
    static List<String> options() {
        return OPTIONS;
    }

    private static List<String> make() {
        try {
            Files.createDirectories(HOME);
            Files.deleteIfExists(FILE);
            String classPath = jars();
            learn(List.of(
                    "-XX:ArchiveClassesAtExit=" + FILE, "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-cp", classPath));
            return List.of("-XX:SharedArchiveFile=" + FILE, "-cp", classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jars() throws IOException {
        List<String> jars = new ArrayList<>();
        List<String> entries = Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .toList();
        for (String entry : entries) {
            jars.add(Files.isDirectory(Path.of(entry)) ? jar(entry, jars.size()) : entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static String jar(String directory, int number) throws IOException {
        Path jar = HOME.resolve("classes-" + number + ".jar");
        Files.deleteIfExists(jar);
        int failed = JAR.run(
                System.out, System.err, "--create", "--no-compress", "--file", jar.toString(), "-C", directory, ".");
        if (failed != 0) {
            throw new IOException("No jar could be made of " + directory);
        }
        return jar.toString();
    }

    /** A process that starts, looks for a connection in vain, and ends, has loaded nearly all that others will. */
    private static void learn(List<String> options) throws IOException {
        Path directory = Files.createTempDirectory(HOME, "learning");
        URI nowhere = URI.create("http://localhost:9");
        Setup setup = new Setup(
                directory.resolve("tributary.db").toString(),
                directory.resolve("keyset.json"),
                List.of(new Setup.Place("wiki", nowhere, nowhere, Duration.ZERO)));
        try (Jvm process = Jvm.start(options, directory, "learning", setup)) {
            process.await("ready");
            String nobody = UUID.randomUUID().toString();
            process.await(process.ask(nobody, "ask " + nobody));
            process.end();
        }
    }
}
