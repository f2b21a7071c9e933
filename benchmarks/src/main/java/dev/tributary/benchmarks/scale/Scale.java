package dev.tributary.benchmarks.scale;

import dev.tributary.benchmarks.scale.Database.Server;
import dev.tributary.benchmarks.scale.Renewing.Cost;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.Due;
import dev.tributary.store.KeySource;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures one node over a database of many connections against the same node over one of a thousand, and prints a table.
 * Arguments: how many connections (1 000 000); {@code postgresql}, {@code sqlite} or nothing for both; and a directory, where
 * the databases are kept and used again at the next run, because filling them takes minutes.
 */
public final class Scale {

    private static final int FEW = 1_000;
    private static final int BATCH = 1_000;
    private static final int ROUNDS = 5;
    private static final int STARTS = 15;
    private static final int RUNS = 300;
    private static final int WARM_UP = 50;
    private static final int REMEMBERED = 100_000;
    private static final int PART = 10_000;

    private final KeySource keyset;
    private final Path directory;
    private final Population population = new Population(Instant.now());
    private final Report report = new Report(System.err);
    private final int many;

    private Scale(int many, Path directory) {
        this.many = many;
        this.directory = directory;
        this.keyset = Keyset.file(directory.resolve("keyset.json"));
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        int many = words.stream()
                .filter(word -> word.matches("[0-9]+"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(1_000_000);
        Optional<String> kept =
                words.stream().filter(word -> word.contains("/")).findFirst();
        Path directory = kept.isPresent() ? Path.of(kept.get()) : Files.createTempDirectory("tributary-scale");
        try {
            run(new Scale(many, directory), words);
        } finally {
            if (kept.isEmpty()) {
                remove(directory);
            }
        }
    }

    private static void run(Scale scale, List<String> words) throws Exception {
        if (!words.contains("sqlite")) {
            try (Server server = Server.in(scale.directory.resolve("postgresql"))) {
                scale.measure(server.database("few"), server.database("many"));
            }
        }
        if (!words.contains("postgresql")) {
            scale.measure(
                    Database.sqlite(scale.directory.resolve("few/tributary.db")),
                    Database.sqlite(scale.directory.resolve("many/tributary.db")));
        }
        scale.report.print(System.out);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void measure(Database few, Database much) throws Exception {
        fill(few, FEW);
        long begun = System.nanoTime();
        fill(much, many);
        report.says("filled with " + many + " connections in", much, seconds(System.nanoTime() - begun));
        starts(few, much);
        renewals(few, much);
        due(much);
        pages(much);
        memory(much);
    }

    private void fill(Database database, int count) throws SQLException {
        try (Bulk bulk = Bulk.into(database, keyset)) {
            boolean filled = bulk.store().find(Population.id(count - 1)).isPresent();
            for (int i = 0; i < count && !filled; i++) {
                bulk.store().insert(population.row(i));
                bulk.wrote();
            }
            for (List<Due> due = bulk.store().due(null, BATCH);
                    !due.isEmpty();
                    due = bulk.store().due(null, BATCH)) {
                for (Due one : due) {
                    Connection connection =
                            bulk.store().find(one.id()).orElseThrow().connection();
                    bulk.store().change(one.id(), population.fresh(Population.number(connection)));
                    bulk.wrote();
                }
            }
        }
        database.tidy();
    }

    /** Opens the store and starts the engine, until there is a token. */
    private void starts(Database few, Database much) throws Exception {
        double atFew = start(few).median();
        double atMany = start(much).median();
        report.says("start of a node, " + FEW + " connections (median)", much, ms(atFew));
        report.says("start of a node, " + many + " connections (median)", much, ms(atMany));
        report.says("… times that of " + FEW, much, ratio(atMany, atFew));
    }

    private Samples start(Database database) throws Exception {
        return Samples.of(3, STARTS, database.meter(), () -> {
            try (ScaleNode node = new ScaleNode(database, keyset)) {
                node.tokens().accessToken(Population.id(7), Duration.ZERO).get();
            }
        });
    }

    /** In turns, so that both meet the same noise. */
    private void renewals(Database few, Database much) throws Exception {
        List<Cost> atFew = new ArrayList<>();
        List<Cost> atMany = new ArrayList<>();
        SplittableRandom chance = new SplittableRandom(42);
        try (ScaleNode small = new ScaleNode(few, keyset);
                ScaleNode large = new ScaleNode(much, keyset)) {
            for (int i = 0; i < 1 + ROUNDS; i++) {
                Cost one = new Renewing(small.tokens(), few.meter()).round(active(IntStream.range(0, FEW)));
                Cost other = new Renewing(large.tokens(), much.meter()).round(active(chance.ints(FEW, 0, many)));
                if (i > 0) {
                    atFew.add(one);
                    atMany.add(other);
                }
            }
        }
        report.says("renewals per second, " + FEW + " connections", much, perSecond(atFew));
        report.says("renewals per second, " + many + " connections", much, perSecond(atMany));
        double wall = wall(atMany) / wall(atFew);
        report.says("… time per renewal", much, ms(wall(atMany)));
        report.says("… times that of " + FEW + " connections", much, ratio(wall, 1));
        report.says("… CPU time per renewal", much, ms(cpu(atMany)));
        report.says("… CPU times that of " + FEW + " connections", much, ratio(cpu(atMany), cpu(atFew)));
    }

    private static List<ConnectionId> active(IntStream numbers) {
        return numbers.distinct()
                .filter(Population::isActive)
                .mapToObj(Population::id)
                .toList();
    }

    private void due(Database database) throws Exception {
        dueWith(database, 0, 0);
        dueWith(database, 0, BATCH);
        dueWith(database, BATCH, Math.min(100_000, many / 2));
    }

    private void dueWith(Database database, int from, int count) throws Exception {
        IntPredicate active = Population::isActive;
        int[] overdue =
                IntStream.range(0, many).filter(active).limit(count).skip(from).toArray();
        try (Bulk bulk = Bulk.into(database, keyset)) {
            for (int number : overdue) {
                bulk.store().change(Population.id(number), population.overdue(number));
                bulk.wrote();
            }
        }
        database.tidy();
        try (ScaleNode node = new ScaleNode(database, keyset)) {
            int expected = Math.min(count, BATCH);
            Samples samples = Samples.of(
                    WARM_UP,
                    RUNS,
                    database.meter(),
                    () -> require(expected, node.store().due(null, BATCH)));
            report.says("due(1000), " + count + " due (median / p99 / CPU)", database, samples.inWords());
        }
    }

    private void pages(Database database) throws Exception {
        try (ScaleNode node = new ScaleNode(database, keyset)) {
            Store store = node.store();
            page(database, store, "page of 1000", null, null, null);
            page(database, store, "page of a user", Population.user(many / 2), null, null);
            page(database, store, "page of 1000 at the site of most", null, Population.MANY, null);
            page(database, store, "page of 1000 at the site of a thousandth", null, Population.FEW, null);
            page(database, store, "page of 1000 to connect again, a hundredth", null, null, Status.RECONNECT_REQUIRED);
            page(database, store, "page of 1000 disconnected, a thousandth", null, null, Status.DISCONNECTED);
            page(
                    database,
                    store,
                    "page of 1000 to connect again at the site of a tenth",
                    null,
                    Population.SOME,
                    Status.RECONNECT_REQUIRED);
        }
    }

    private void page(
            Database database,
            Store store,
            String what,
            @Nullable String user,
            @Nullable String site,
            @Nullable Status status)
            throws Exception {
        ConnectionQuery query = new ConnectionQuery(Population.APP, user, site, status, null, BATCH);
        Samples samples = Samples.of(5, 100, database.meter(), () -> store.list(query));
        report.says(what + " (median / p99 / CPU)", database, samples.inWords());
    }

    private void memory(Database database) throws Exception {
        try (ScaleNode node = new ScaleNode(database, keyset)) {
            long before = heap();
            touch(node, 0, Math.min(many, 2 * REMEMBERED));
            long full = heap();
            long begun = System.nanoTime();
            touch(node, Math.min(many, 2 * REMEMBERED), many);
            long all = heap();
            report.says("heap of a node that has handed out nothing", database, mb(before));
            report.says("… that has handed out " + Math.min(many, 2 * REMEMBERED) + " tokens", database, mb(full));
            report.says("… that has handed out " + many, database, mb(all));
            report.says(
                    "bytes for each of " + REMEMBERED + " remembered",
                    database,
                    Long.toString((all - before) / REMEMBERED));
            report.says(
                    "tokens read from the database per second",
                    database,
                    String.format(Locale.ROOT, "%.0f", (many - 2 * REMEMBERED) * 1e9 / (System.nanoTime() - begun)));
        }
    }

    /** In parts, so that what is asked for and given is not itself kept in memory. */
    private static void touch(ScaleNode node, int from, int to) throws Exception {
        for (int part = from; part < to; part += PART) {
            List<ConnectionId> ids = active(IntStream.range(part, Math.min(to, part + PART)));
            Renewing.all(ids, id -> node.tokens().accessToken(id, Duration.ZERO));
        }
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(500);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void require(int expected, List<Due> found) {
        if (found.size() != expected) {
            throw new IllegalStateException(expected + " were due, and " + found.size() + " were found.");
        }
    }

    private static double wall(List<Cost> costs) {
        return costs.stream()
                .mapToDouble(Cost::wallMillis)
                .sorted()
                .skip(costs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double cpu(List<Cost> costs) {
        return costs.stream()
                .mapToDouble(Cost::cpuMillis)
                .sorted()
                .skip(costs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static String perSecond(List<Cost> costs) {
        return String.format(Locale.ROOT, "%.0f", 1000 / wall(costs));
    }

    private static String ms(double millis) {
        return String.format(Locale.ROOT, "%.2f ms", millis);
    }

    private static String mb(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String ratio(double one, double other) {
        return String.format(Locale.ROOT, "%.2f", one / other);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.0f s", nanos / 1e9);
    }
}
