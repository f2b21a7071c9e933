package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.tools.ToolProvider;

/** A folder that a reader of the README has made, and beside it what Maven would have fetched. Not kept: the application puts its keys there. */
record QuickstartFolder(Path folder, Path libraries, int portalPort, int simulatorPort) {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    /** Everybody may look into a folder that somebody makes by hand. */
    private static final FileAttribute<?> LIKE_MKDIR =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    static QuickstartFolder create() throws IOException {
        return new QuickstartFolder(
                Files.createTempDirectory("quickstart-", LIKE_MKDIR),
                Files.createTempDirectory("quickstart-lib-"),
                FreePort.next(),
                FreePort.next());
    }

    /** The README's ports may be taken on this machine. */
    String withFreePorts(String text) {
        return text.replace("8080", Integer.toString(portalPort)).replace("8090", Integer.toString(simulatorPort));
    }

    URI address(String path) {
        return URI.create("http://localhost:" + portalPort + path);
    }

    void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    void unpackLibraries(Path jar) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith(LIBRARIES) && !entry.isDirectory()) {
                    copy(in, libraries.resolve(entry.getName().substring(LIBRARIES.length())));
                }
            }
        }
    }

    private static void copy(InputStream in, Path file) throws IOException {
        Files.write(file, in.readAllBytes());
    }

    void compile(String source) throws IOException {
        int faults = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-parameters",
                        "-cp",
                        jars(),
                        "-d",
                        classes().toString(),
                        folder.resolve(source).toString());
        assertThat(faults).as("the compiler's exit code").isZero();
    }

    private String jars() throws IOException {
        try (Stream<Path> jars = Files.list(libraries)) {
            return String.join(":", jars.map(Path::toString).toList());
        }
    }

    private Path classes() {
        return folder.resolve("target/classes");
    }

    TributaryProcess run(String main, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("SERVER_PORT", Integer.toString(portalPort));
        String classPath = classes() + ":" + folder.resolve("src/main/resources") + ":" + libraries + "/*";
        List<String> inFolder = List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString());
        List<String> java = List.of(TributaryProcess.java(), "-XX:TieredStopAtLevel=1", "-cp", classPath, main);
        return TributaryProcess.start(
                Stream.concat(inFolder.stream(), java.stream()).toList(), all);
    }

    void close() throws IOException {
        for (Path directory : List.of(folder, libraries)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
