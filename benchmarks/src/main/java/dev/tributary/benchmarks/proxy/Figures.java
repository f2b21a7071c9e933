package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What came of one kind of load, round by round. Ratios are those of one round, so that both had the same machine. */
final class Figures {

    private static final String MEASURE = "nginx";

    private final Map<String, List<Wrk.Load>> byPeer = new LinkedHashMap<>();

    void add(String peer, Wrk.Load load) {
        byPeer.computeIfAbsent(peer, key -> new ArrayList<>()).add(load);
    }

    /** Returns a table of the processor's time. */
    Table cpu() {
        Table table = new Table("proxy", "CPU for a request", "÷ nginx", "requests per second");
        byPeer.forEach((peer, loads) -> table.row(
                peer,
                micros(median(loads, Wrk.Load::cpuEach)),
                ratio(peer, Wrk.Load::cpuEach),
                String.format(Locale.ROOT, "%,.0f", median(loads, Wrk.Load::perSecond))));
        return table;
    }

    /** Returns a table of how long answers took. */
    Table times() {
        Table table = new Table("proxy", "p50", "÷ nginx", "p99", "÷ nginx", "requests per second");
        byPeer.forEach((peer, loads) -> table.row(
                peer,
                micros(median(loads, Wrk.Load::half)),
                ratio(peer, Wrk.Load::half),
                micros(median(loads, Wrk.Load::most)),
                ratio(peer, Wrk.Load::most),
                String.format(Locale.ROOT, "%,.0f", median(loads, Wrk.Load::perSecond))));
        return table;
    }

    private String ratio(String peer, ToDoubleFunction<Wrk.Load> figure) {
        List<Wrk.Load> ours = byPeer.getOrDefault(peer, List.of());
        List<Wrk.Load> theirs = byPeer.getOrDefault(MEASURE, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            ratios.add(figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)));
        }
        return ratios.isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", median(ratios));
    }

    private static double median(List<Wrk.Load> loads, ToDoubleFunction<Wrk.Load> figure) {
        return median(loads.stream().map(figure::applyAsDouble).toList());
    }

    static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    private static String micros(double figure) {
        return String.format(Locale.ROOT, "%,.1f µs", figure);
    }
}
