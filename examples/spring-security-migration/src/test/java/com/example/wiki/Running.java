package com.example.wiki;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The application in a process of its own, whose working directory has its database. */
final class Running implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final URI address;

    private Running(Process process, Path output, URI address) {
        this.process = process;
        this.output = output;
        this.address = address;
    }

    static Running start(String classPath, Path directory, int port, List<String> arguments) throws IOException {
        Path output = Files.createTempFile(directory, "output-", ".txt");
        List<String> command = new ArrayList<>(
                List.of(java(), "-XX:TieredStopAtLevel=1", "-cp", classPath, "com.example.wiki.WikiReader"));
        command.add("--server.port=" + port);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("WIKI_SECRET", "reader-secret");
        return new Running(builder.start(), output, URI.create("http://localhost:" + port));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Waits until it serves. */
    Running ready() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest login = HttpRequest.newBuilder(address.resolve("/login")).build();
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(200)) {
            if (!process.isAlive()) {
                throw new AssertionError("It ended:\n" + output());
            }
            try {
                client.send(login, BodyHandlers.discarding());
                return this;
            } catch (ConnectException notYet) {
                // It is asked again.
            }
        }
        throw new AssertionError("It does not serve:\n" + output());
    }

    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end:\n" + output());
        }
        return process.exitValue();
    }

    URI address(String path) {
        return address.resolve(path);
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Ends it as a service manager does, and waits, since the next one opens the same database. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        exitCode();
    }
}
