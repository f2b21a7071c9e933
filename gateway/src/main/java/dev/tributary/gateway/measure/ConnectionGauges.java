package dev.tributary.gateway.measure;

import dev.tributary.deployment.SharedPlace;
import dev.tributary.model.Connection.Status;
import dev.tributary.store.jdbc.JdbcStore.Count;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Shows how many connections the store has, by site and status, as of the last look. */
public final class ConnectionGauges {

    private final MultiGauge gauge;
    private final Supplier<List<Count>> counts;

    /** Takes where the meters are kept, and what counts. */
    public ConnectionGauges(MeterRegistry registry, Supplier<List<Count>> counts) {
        this.counts = counts;
        this.gauge = MultiGauge.builder("tributary.connections")
                .description("Connections in the store, as counted within the last minute or so")
                .register(registry);
    }

    /** Counts anew. Blocks. While the store is away nothing is shown, rather than what was. */
    public void look() {
        try {
            gauge.register(rows(counts.get()), true);
        } catch (RuntimeException e) {
            gauge.register(List.of(), true);
            throw e;
        }
    }

    /** A site whose last connection has left a status is shown there with none. */
    private static List<Row<?>> rows(List<Count> counts) {
        Map<String, Map<Status, Long>> sites = new TreeMap<>();
        counts.stream()
                .filter(count -> !SharedPlace.isOne(count.site()))
                .forEach(count -> sites.computeIfAbsent(count.site(), site -> new TreeMap<>())
                        .merge(count.status(), count.connections(), Long::sum));
        return sites.entrySet().stream()
                .<Row<?>>flatMap(site -> Stream.of(Status.values())
                        .map(status ->
                                row(site.getKey(), status, site.getValue().getOrDefault(status, 0L))))
                .toList();
    }

    private static Row<Number> row(String site, Status status, long connections) {
        String label = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Row.of(Tags.of("site", site, "status", label), connections);
    }
}
