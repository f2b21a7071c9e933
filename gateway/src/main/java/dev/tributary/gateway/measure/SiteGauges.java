package dev.tributary.gateway.measure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Shows how the sockets to each site are used. A site that is configured anew takes the place of the former one. Thread-safe. */
public final class SiteGauges {

    private final MeterRegistry registry;
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    /**
     * The sockets to a site.
     *
     * @param open how many are open
     * @param waiting how many calls wait for one
     */
    public record Pool(IntSupplier open, LongSupplier waiting) {}

    /** Takes where the meters are kept. */
    public SiteGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows a site. */
    public void show(String site, Pool pool) {
        if (pools.put(site, pool) == null) {
            Gauge.builder("tributary.site.sockets", () -> at(site).open().getAsInt())
                    .description("Open sockets to the site")
                    .tag("site", site)
                    .register(registry);
            Gauge.builder("tributary.site.waiting", () -> at(site).waiting().getAsLong())
                    .description("Calls that wait for a socket to the site")
                    .tag("site", site)
                    .register(registry);
        }
    }

    private Pool at(String site) {
        return pools.getOrDefault(site, new Pool(() -> 0, () -> 0));
    }
}
