package dev.tributary.acceptance.fleet;

import dev.tributary.acceptance.TributaryProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One gateway, which is started again and again. */
final class Node implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx128m");

    private final String name;
    private final Path config;
    private final Map<String, String> environment;
    private final List<TributaryProcess> lives = new ArrayList<>();

    Node(String name, Path config, Map<String, String> environment) {
        this.name = name;
        this.config = config;
        this.environment = environment;
    }

    String name() {
        return name;
    }

    /** Starts it, and returns when it serves. */
    void start() {
        TributaryProcess life = TributaryProcess.start(OPTIONS, environment, "serve", "--config", config.toString());
        lives.add(life);
        life.ready();
    }

    /** Ends it on the spot, as a power cut does. */
    void kill() {
        current().kill();
    }

    /** Asks it to finish what it does, and returns its exit code when it has. */
    int drain() {
        current().terminate();
        return current().exitCode();
    }

    /** Returns how much memory it takes, in MiB. */
    long memory() {
        try {
            return Files.readAllLines(Path.of("/proc/" + current().pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Returns what all its lives have logged. */
    List<String> log() {
        return lives.stream().flatMap(life -> life.lines().stream()).toList();
    }

    private TributaryProcess current() {
        return lives.get(lives.size() - 1);
    }

    @Override
    public void close() {
        lives.forEach(TributaryProcess::close);
    }
}
