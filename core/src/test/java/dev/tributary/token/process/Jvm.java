package dev.tributary.token.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link Renewer} in a process of its own, as its parent sees it. Each line that it says begins with what it is about. */
final class Jvm implements AutoCloseable {

    private static final int KILLED = 137;
    private static final long PATIENCE_SECONDS = 300;

    private final String name;
    private final Path errors;
    private final Process process;
    private final Writer commands;
    private volatile String last = "nothing";
    private final Map<String, CompletableFuture<String>> said = new ConcurrentHashMap<>();

    private Jvm(String name, Path errors, Process process) {
        this.name = name;
        this.errors = errors;
        this.process = process;
        this.commands = process.outputWriter();
        Thread listener = new Thread(this::listen, "listening to " + name);
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts it, and returns before it is ready. */
    static Jvm start(Path directory, String name, Setup setup) throws IOException {
        return start(ClassArchive.options(), directory, name, setup);
    }

    static Jvm start(List<String> options, Path directory, String name, Setup setup) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                // Whoever has to answer in time does not wait for every step of every driver to be written down.
                "-Devidence.level=DEBUG"));
        command.addAll(options);
        command.add(Renewer.class.getName());
        command.addAll(setup.arguments());
        Path errors = directory.resolve(name + ".errors");
        return new Jvm(
                name,
                errors,
                new ProcessBuilder(command).redirectError(errors.toFile()).start());
    }

    /** Waits until it says something about this, and returns what. */
    String await(String about) {
        return await(said(about));
    }

    /** Tells it to do something, and returns what it will say about this. */
    CompletableFuture<String> ask(String about, String command) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        said.put(about, answer);
        tell(command);
        return answer;
    }

    synchronized void tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " listens no more. It said: " + errors(), e);
        }
    }

    /** Kills it by SIGKILL, and makes sure that it died of that. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor()).as("%s ended by SIGKILL", name).isEqualTo(KILLED);
    }

    /** Lets it end by itself. */
    void end() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(name + " does not end.");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    String await(CompletableFuture<String> words) {
        try {
            return words.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(
                    "%s does not say it. Last it said: %s. Its errors: %s".formatted(name, last, errors()), e);
        }
    }

    private CompletableFuture<String> said(String about) {
        return said.computeIfAbsent(about, key -> new CompletableFuture<>());
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(this::heard);
        } catch (IOException | UncheckedIOException e) {
            // It is dead.
        }
        IllegalStateException ended = new IllegalStateException(name + " has ended.");
        said.values().forEach(words -> words.completeExceptionally(ended));
    }

    private void heard(String line) {
        last = line;
        String[] words = line.split(" ", 2);
        said(words[0]).complete(words.length > 1 ? words[1] : "");
    }

    private String errors() {
        try {
            String all = Files.readString(errors);
            return all.substring(Math.max(0, all.length() - 4000));
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
