package dev.tributary.benchmarks.boot;

import dev.tributary.benchmarks.process.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What it costs to start an empty application of Spring Boot with the starter, beside the same with Spring Security's OAuth client.
 * {@code --short} shows in a minute that it works. On a machine that lacks what it takes it says so, and does nothing.
 */
public final class BootStart {

    private static final int ROUNDS = 11;
    private static final int REST = 2_000;
    private static final int FAILURE = 500;
    private static final String MEASURE = "with Spring Security's OAuth client";

    /**
     * Who is started.
     *
     * @param name as it stands in the table
     * @param application what is started
     * @param anew whether each start finds an empty directory
     */
    private record Contender(String name, Application application, boolean anew) {}

    private static final List<Contender> CONTENDERS = List.of(
            new Contender("web alone", Application.WEB, false),
            new Contender("with Spring Security", Application.SECURITY, false),
            new Contender(MEASURE, Application.CLIENT, false),
            new Contender("Tributary and Spring Security, first start", Application.STARTER, true),
            new Contender("Tributary and Spring Security, later", Application.STARTER, false),
            new Contender("Tributary without Spring Security, later", Application.STARTER_ALONE, false));

    private final Path directory;
    private final PrintStream progress;
    private final StartFigures figures =
            new StartFigures(MEASURE, CONTENDERS.stream().map(Contender::name).toList());

    private BootStart(Path directory, PrintStream progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /** Runs it; the table goes to the standard output, and how far it is to the other one. */
    public static void main(String[] arguments) throws Exception {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            System.out.println(
                    "SKIPPED: boot.BootStart, because this machine has no " + String.join(" and no ", missing));
            return;
        }
        Path directory = Files.createTempDirectory("tributary-boot");
        BootStart starts = new BootStart(directory, System.err);
        starts.rounds(List.of(arguments).contains("--short") ? 1 : ROUNDS);
        System.out.println(starts.figures.table());
        // Kept where it failed, for what the applications have printed.
        delete(directory);
    }

    private static List<String> missing() {
        List<String> missing = new ArrayList<>(Program.missing("taskset"));
        if (!Program.Core.areThere()) {
            missing.add("second core");
        }
        CONTENDERS.stream()
                .flatMap(contender -> contender.application().missing().stream())
                .distinct()
                .forEach(missing::add);
        return missing;
    }

    /** Starts each by turns, every other round backwards. A round before the first does not count: it makes the databases. */
    private void rounds(int rounds) throws Exception {
        List<Contender> order = new ArrayList<>(CONTENDERS);
        for (int round = 0; round <= rounds; round++) {
            for (Contender contender : order) {
                Start start = start(round, contender);
                progress.printf("%d: %s: %s%n", round, contender.name(), start);
                if (round > 0) {
                    figures.add(contender.name(), start);
                }
            }
            Collections.reverse(order);
        }
    }

    private Start start(int round, Contender contender) throws Exception {
        String folder = CONTENDERS.indexOf(contender) + (contender.anew() ? "-" + round : "");
        int port = Program.freePort();
        long begin = System.nanoTime();
        try (Program program = contender.application().start(directory.resolve(folder), port)) {
            program.awaitLine("Started Empty in ");
            double started = since(begin);
            ask(port);
            double answered = since(begin);
            double cpu = program.cpu();
            Thread.sleep(REST);
            return new Start(started, answered, cpu, program.memory());
        }
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** What is not there or not for everybody is an answer too. */
    private static void ask(int port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        int status = connection.getResponseCode();
        connection.disconnect();
        if (status >= FAILURE) {
            throw new IllegalStateException("The application answered with " + status + ".");
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
