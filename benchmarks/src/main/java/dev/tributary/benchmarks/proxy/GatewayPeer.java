package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.process.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tributary's gateway, as its jar starts it, with everything on: an app's key is checked, its user's connection and token are
 * found, the policy is asked, and each answer is read. Only the line for each request is off, as it is with the others.
 */
final class GatewayPeer implements Peer {

    static final Path JAR = Path.of("cli/target/tributary.jar");

    private static final Path ARCHIVE = Path.of("cli/target/tributary.jsa");
    private static final String KEY = "trib_benchmark_0123456789abcdef0123456789abcdef";
    private static final String LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger{20} - %msg%n</pattern></encoder>
              </appender>
              <logger name="dev.tributary" level="INFO" />
              <logger name="dev.tributary.gateway.access" level="OFF" />
              <root level="WARN"><appender-ref ref="out" /></root>
            </configuration>
            """;

    private final String name;
    private final int others;
    private final int megabytes;

    /**
     * Takes what else it has to do.
     *
     * @param others so many other users are connected, whose tokens are renewed in the meantime
     * @param megabytes how much memory it has
     */
    GatewayPeer(String name, int others, int megabytes) {
        this.name = name;
        this.others = others;
        this.megabytes = megabytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> missing() {
        return Files.exists(JAR) ? List.of() : List.of(JAR.toString());
    }

    @Override
    public Running start(Path directory, URI upstream) throws Exception {
        int port = Program.freePort();
        Running running = launch(directory, port, upstream, megabytes);
        try {
            Journey journey = new Journey(URI.create(running.base()).resolve("/"), KEY);
            journey.connect("alice");
            journey.connectAll(others);
            return running;
        } catch (Exception e) {
            running.close();
            throw e;
        }
    }

    /** Starts it with nobody connected. */
    static Running launch(Path directory, int port, URI upstream, int megabytes) throws Exception {
        Path data = Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path config = data.resolve("tributary.yaml");
        Files.writeString(config, """
                publicUrl: http://localhost:%d
                sites:
                  wiki:
                    dataCenter: { baseUrl: "%s", clientId: benchmark, clientSecret: "${BENCHMARK_SECRET}" }
                apps:
                  portal:
                    keys: ["${BENCHMARK_KEY}"]
                    sites: [wiki]
                    rights: [connect, proxy]
                    returnUrls: ["http://localhost:8082/back"]
                """.formatted(port, upstream));
        Program program = Program.start(
                Program.Core.MEASURED,
                data,
                Map.of("BENCHMARK_KEY", KEY, "BENCHMARK_SECRET", "a-secret-of-the-benchmark"),
                command(directory, config, megabytes));
        return new Running(
                program.awaitLine("ready "),
                "http://localhost:" + port + "/sites/wiki",
                Map.of("Authorization", "Bearer " + KEY, "Tributary-User", "alice"));
    }

    private static List<String> command(Path directory, Path config, int megabytes) throws IOException {
        List<String> command = new ArrayList<>(Jvm.command(directory, megabytes));
        if (Files.exists(ARCHIVE)) {
            // As the launcher starts it.
            command.add("-XX:SharedArchiveFile=" + ARCHIVE.toAbsolutePath());
        }
        command.addAll(List.of(
                "-Dlogback.configurationFile=" + logging(directory),
                "-jar",
                JAR.toAbsolutePath().toString(),
                "serve",
                "--config",
                config.toString()));
        return command;
    }

    /** Writes down in a directory what is logged, and returns the file. */
    static Path logging(Path directory) throws IOException {
        return Files.writeString(directory.resolve("logging.xml"), LOGGING);
    }
}
