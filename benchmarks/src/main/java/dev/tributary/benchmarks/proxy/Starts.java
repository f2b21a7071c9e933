package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.Table;
import dev.tributary.benchmarks.process.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long programs take to start, and what they then have in memory. */
final class Starts {

    private static final int REST = 2_000;

    private final Path directory;
    private final URI upstream;
    private final int count;

    Starts(Path directory, URI upstream, int count) {
        this.directory = directory;
        this.upstream = upstream;
        this.count = count;
    }

    /** Starts each by turns; the first time, when the gateway makes its database, does not count. */
    Table table() throws Exception {
        Files.createDirectories(directory);
        List<Start> bare = new ArrayList<>();
        List<Start> ours = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            bare.add(timed(this::hello));
            ours.add(timed(this::gateway));
        }
        double time = median(ours, Start::seconds) / median(bare, Start::seconds);
        double memory = median(ours, Start::memory) / median(bare, Start::memory);
        Table table = new Table("program", "start", "÷ bare", "memory", "÷ bare");
        row(table, "bare Vert.x that says hello", bare, 1, 1);
        row(table, "Tributary", ours, time, memory);
        return table;
    }

    private static void row(Table table, String name, List<Start> starts, double time, double memory) {
        table.row(
                name,
                String.format(Locale.ROOT, "%.2f s", median(starts, Start::seconds)),
                String.format(Locale.ROOT, "%.2f", time),
                String.format(Locale.ROOT, "%.0f MB", median(starts, Start::memory)),
                String.format(Locale.ROOT, "%.2f", memory));
    }

    private static double median(List<Start> starts, java.util.function.Function<Start, Double> figure) {
        return Figures.median(starts.stream().skip(1).map(figure).toList());
    }

    private static Start timed(Starting program) throws Exception {
        long begin = System.nanoTime();
        try (Program started = program.start()) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            Thread.sleep(REST);
            return new Start(seconds, started.memory());
        }
    }

    private Program hello() throws Exception {
        List<String> command = new ArrayList<>(Jvm.command(directory, Jvm.USUAL));
        String classes = Path.of("benchmarks/target/classes").toAbsolutePath().toString();
        command.addAll(List.of(
                "-Dlogback.configurationFile=" + GatewayPeer.logging(directory),
                "-cp",
                GatewayPeer.JAR.toAbsolutePath() + ":" + classes,
                Hello.class.getName()));
        return Program.start(Program.Core.MEASURED, directory.resolve("hello"), Map.of(), command)
                .awaitLine("ready ");
    }

    private Program gateway() throws Exception {
        return GatewayPeer.launch(directory.resolve("gateway"), Program.freePort(), upstream, Jvm.USUAL)
                .program();
    }

    /** Starts a program and waits until it says that it is ready. */
    private interface Starting {

        Program start() throws Exception;
    }

    /**
     * One start.
     *
     * @param seconds how long it took
     * @param memory what it had in memory soon afterwards, in MB
     */
    private record Start(double seconds, double memory) {}
}
