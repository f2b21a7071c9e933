package dev.tributary.benchmarks.boot;

import dev.tributary.benchmarks.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What came of starts, round by round. Ratios are those of one round, so that both had the same machine. Not thread-safe. */
final class StartFigures {

    private final String measure;
    private final Map<String, List<Start>> byName = new LinkedHashMap<>();

    /**
     * Begins them.
     *
     * @param measure whose figures the others' are divided by
     * @param names in which order they stand in the table
     */
    StartFigures(String measure, List<String> names) {
        this.measure = measure;
        names.forEach(name -> byName.put(name, new ArrayList<>()));
    }

    /** Adds one start of the next round. */
    void add(String name, Start start) {
        of(name).add(start);
    }

    /** Returns the medians, and those of the ratios. */
    Table table() {
        Table table =
                new Table("application", "started", "÷", "first answer", "÷", "CPU until then", "÷", "memory", "÷");
        byName.keySet()
                .forEach(name -> table.row(
                        name,
                        seconds(name, Start::started),
                        ratio(name, Start::started),
                        seconds(name, Start::answered),
                        ratio(name, Start::answered),
                        seconds(name, Start::cpu),
                        ratio(name, Start::cpu),
                        String.format(Locale.ROOT, "%.0f MB", median(of(name), Start::memory)),
                        ratio(name, Start::memory)));
        return table;
    }

    private String seconds(String name, ToDoubleFunction<Start> figure) {
        return String.format(Locale.ROOT, "%.2f s", median(of(name), figure));
    }

    private String ratio(String name, ToDoubleFunction<Start> figure) {
        List<Start> theirs = of(measure);
        List<Double> ratios = IntStream.range(0, theirs.size())
                .mapToObj(round -> figure.applyAsDouble(of(name).get(round)) / figure.applyAsDouble(theirs.get(round)))
                .toList();
        return String.format(Locale.ROOT, "%.2f", median(ratios, ratio -> ratio));
    }

    private List<Start> of(String name) {
        return Objects.requireNonNull(byName.get(name));
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2];
    }
}
