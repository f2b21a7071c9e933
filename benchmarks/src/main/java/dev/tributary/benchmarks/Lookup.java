package dev.tributary.benchmarks;

import dev.tributary.benchmarks.lookup.BareCache;
import dev.tributary.benchmarks.lookup.GoogleLookup;
import dev.tributary.benchmarks.lookup.SpringInMemory;
import dev.tributary.benchmarks.lookup.SpringOnH2;
import dev.tributary.benchmarks.lookup.SpringOnPostgres;
import dev.tributary.benchmarks.lookup.TributaryLookup;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What it costs to find a fresh token, side by side, by one thread and by two: runs JMH and prints Markdown. */
public final class Lookup {

    private static final int FORKS = 3;
    private static final TimeValue EACH = TimeValue.milliseconds(500);
    private static final int WARM_UPS = 6;
    private static final int MEASURED = 6;
    private static final String BYTES = "gc.alloc.rate.norm";

    /** The measure of the others. */
    private static final String MEASURE = name(BareCache.class, "get");

    private static final Map<String, String> TITLES = titles();

    private Lookup() {}

    /** Runs all, or what matches the pattern given; all take about seven minutes. JMH's own words go to the standard error output. */
    public static void main(String[] arguments) throws RunnerException {
        Map<String, Figure> one = run(1, arguments);
        Map<String, Figure> two = run(2, arguments);
        Table table = new Table(
                "way to a token",
                "1 thread",
                "÷ bare get",
                "2 threads, each",
                "÷ bare get",
                "bytes allocated by a call");
        Figure[] measures = {one.get(MEASURE), two.get(MEASURE)};
        TITLES.forEach((name, title) -> {
            if (one.containsKey(name) && two.containsKey(name)) {
                row(table, title, one.get(name), two.get(name), measures);
            }
        });
        System.out.println(Machine.words());
        System.out.println();
        System.out.println(table);
    }

    private static Map<String, Figure> run(int threads, String... patterns) throws RunnerException {
        System.err.printf("Measuring with %d thread(s). Leave the machine alone meanwhile.%n", threads);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(patterns.length == 0 ? BareCache.class.getPackageName() : Pattern.quote(MEASURE))
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .threads(threads)
                .forks(FORKS)
                .warmupIterations(WARM_UPS)
                .warmupTime(EACH)
                .measurementIterations(MEASURED)
                .measurementTime(EACH)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        for (String pattern : patterns) {
            options.include(pattern);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.stream()
                .collect(Collectors.toMap(result -> result.getParams().getBenchmark(), Figure::of));
    }

    private static void row(Table table, String title, Figure one, Figure two, Figure[] measures) {
        table.row(
                title,
                one.inWords(),
                one.over(measures[0]),
                two.inWords(),
                two.over(measures[1]),
                "%,.0f".formatted(one.bytes()));
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put(MEASURE, "a bare Caffeine cache, get");
        titles.put(name(BareCache.class, "getAndCheckExpiry"), "a Caffeine cache, get and a look at the end");
        titles.put(name(TributaryLookup.class, "tokens"), "Tributary, `tokens().accessToken`");
        titles.put(name(TributaryLookup.class, "blocking"), "Tributary, `accessToken`");
        titles.put(name(SpringInMemory.class, "authorize"), "Spring Security, in memory");
        titles.put(name(SpringOnH2.class, "authorize"), "Spring Security, JDBC, H2 in the process");
        titles.put(name(SpringOnPostgres.class, "authorize"), "Spring Security, JDBC, PostgreSQL");
        titles.put(name(GoogleLookup.class, "shared"), "Google, one credential object shared");
        titles.put(name(GoogleLookup.class, "loaded"), "Google, credential loaded for each request");
        return titles;
    }

    private static String name(Class<?> type, String method) {
        return type.getName() + "." + method;
    }

    private record Figure(double nanos, double error, double bytes) {

        static Figure of(RunResult result) {
            return new Figure(
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError(),
                    Objects.requireNonNull(result.getSecondaryResults().get(BYTES))
                            .getScore());
        }

        String inWords() {
            return "%,.1f ± %,.1f ns".formatted(nanos, error);
        }

        String over(Figure measure) {
            return "%,.2f".formatted(nanos / measure.nanos);
        }
    }
}
