package dev.tributary.spring.actuate;

import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionListener;
import dev.tributary.token.EngineMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells Micrometer how the engine works and what happens to connections, under the names that the gateway has for the same.
 * Labels are sites, kinds and outcomes.
 */
public final class MicrometerMeter implements EngineMeter, ConnectionListener {

    private final MeterRegistry registry;
    private final LongAdder fromMemory;
    private final LongAdder fromStore;

    /** Takes where meters are kept. */
    public MicrometerMeter(MeterRegistry registry) {
        this.registry = registry;
        this.fromMemory = lookups("memory");
        this.fromStore = lookups("store");
    }

    private LongAdder lookups(String from) {
        LongAdder count = new LongAdder();
        FunctionCounter.builder("tributary.token.lookups", count, LongAdder::sum)
                .description("Access tokens that were asked for, and where they were found")
                .tag("from", from)
                .register(registry);
        return count;
    }

    @Override
    public void lookedUp(boolean inMemory) {
        (inMemory ? fromMemory : fromStore).increment();
    }

    @Override
    public void tokenRequest(String site, Given given, Came came, Duration took) {
        Timer.builder("tributary.token.requests")
                .description("How long token endpoints take")
                .tags("site", site, "grant", label(given), "outcome", label(came))
                .register(registry)
                .record(took);
    }

    @Override
    public void leased(String site, Duration waited) {
        Timer.builder("tributary.lease.waits")
                .description("How long renewals wait for their turn, among threads and nodes")
                .tag("site", site)
                .register(registry)
                .record(waited);
    }

    @Override
    public void heldBack(String site) {
        count("tributary.writes.held", "Writes that waited for the renewal of their connection", 1, "site", site);
    }

    @Override
    public void swept(int due) {
        count("tributary.sweeps", "Searches of the store for connections that are due", 1);
        count("tributary.sweeps.due", "Connections that such searches found", due);
    }

    @Override
    public void on(ConnectionEvent event) {
        count(
                "tributary.connection.events",
                "What happened to connections by this node's doing",
                1,
                "site",
                event.connection().site(),
                "event",
                name(event));
    }

    private void count(String name, String description, double amount, String... tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment(amount);
    }

    private static String name(ConnectionEvent event) {
        if (event instanceof ConnectionEvent.Renewed renewed && renewed.healed()) {
            return "healed";
        }
        return event instanceof ConnectionEvent.GrantEndInSight
                ? "end-in-sight"
                : event.getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
