package dev.tributary.acceptance;

import dev.tributary.evidence.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The executable in a process of its own, with everything it prints in a file. */
public final class TributaryProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;

    private TributaryProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    public static TributaryProcess start(Map<String, String> environment, String... arguments) {
        return start(List.of(), environment, arguments);
    }

    public static TributaryProcess start(
            List<String> jvmOptions, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(Evidence.executableOptions());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(List.of(arguments));
        return start(command, environment);
    }

    /** Runs any program, to be watched in the same way. */
    public static TributaryProcess start(List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile(Evidence.directory(), "tributary-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new TributaryProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path home() {
        return Path.of(System.getProperty("tributary.home", ".."));
    }

    public static Path jar() {
        return home().resolve("cli/target/tributary.jar");
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Waits for the line that says where it serves. */
    public URI ready() {
        return Awaitility.await().atMost(PATIENCE).until(this::readyLine, line -> !line.isEmpty()).stream()
                .map(line -> URI.create(line.substring("ready ".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> readyLine() {
        if (!process.isAlive()) {
            throw new AssertionError("It ended before it was ready:\n" + printed());
        }
        return lines().stream().filter(line -> line.startsWith("ready http")).toList();
    }

    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It did not end:\n" + printed());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for it to end.", e);
        }
    }

    /** Asks it to end, as Ctrl-C and service managers do. */
    public void terminate() {
        process.destroy();
    }

    /** Sends it a signal by its name, such as HUP. */
    public void signal(String name) {
        try {
            int sent = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (sent != 0) {
                throw new AssertionError("It cannot be sent " + name + ":\n" + printed());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while sending " + name + ".", e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it on the spot; it can do nothing about it. */
    public void kill() {
        process.destroyForcibly();
    }

    public long pid() {
        return process.pid();
    }

    public String printed() {
        return String.join("\n", lines());
    }

    public List<String> lines() {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Evidence.journals(Evidence.directory().resolve("files"));
        process.destroy();
        if (exitCodeUnlessAlive()) {
            return;
        }
        process.destroyForcibly();
    }

    private boolean exitCodeUnlessAlive() {
        try {
            return process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
