package dev.tributary.gateway.measure;

import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.Connected;
import dev.tributary.model.ConnectionEvent.Disconnected;
import dev.tributary.model.ConnectionEvent.GrantEndInSight;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.RenewalFailed;
import dev.tributary.model.ConnectionEvent.Renewed;
import dev.tributary.model.ConnectionListener;
import dev.tributary.token.EngineMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to connections and how the renewal engine fares. */
public final class EngineMeters implements EngineMeter, ConnectionListener {

    private final MeterRegistry registry;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final Counter sweeps;
    private final Counter due;

    /** Takes where the meters are kept. */
    public EngineMeters(MeterRegistry registry) {
        this.registry = registry;
        lookups("memory", hits);
        lookups("store", misses);
        this.sweeps = Counter.builder("tributary.sweeps")
                .description("Searches of the store for connections that are due")
                .register(registry);
        this.due = Counter.builder("tributary.sweeps.due")
                .description("Connections that such searches found")
                .register(registry);
    }

    private void lookups(String from, LongAdder count) {
        FunctionCounter.builder("tributary.token.lookups", count, LongAdder::sum)
                .description("Access tokens that were asked for, and where they were found")
                .tag("from", from)
                .register(registry);
    }

    @Override
    public void lookedUp(boolean fromMemory) {
        (fromMemory ? hits : misses).increment();
    }

    @Override
    public void tokenRequest(String site, Given given, Came came, Duration took) {
        Timer.builder("tributary.token.requests")
                .description("How long token endpoints take")
                .tag("site", site)
                .tag("grant", label(given))
                .tag("outcome", label(came))
                .serviceLevelObjectives(
                        Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(8))
                .register(registry)
                .record(took);
    }

    @Override
    public void leased(String site, Duration waited) {
        Timer.builder("tributary.lease.waits")
                .description("How long renewals wait for their turn, among threads and nodes")
                .tag("site", site)
                .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10))
                .register(registry)
                .record(waited);
    }

    @Override
    public void heldBack(String site) {
        Counter.builder("tributary.writes.held")
                .description("Writes that waited for the renewal of their connection")
                .tag("site", site)
                .register(registry)
                .increment();
    }

    @Override
    public void swept(int found) {
        sweeps.increment();
        due.increment(found);
    }

    @Override
    public void on(ConnectionEvent event) {
        Counter.builder("tributary.connection.events")
                .description("What happened to connections by this node's doing")
                .tag("site", event.connection().site())
                .tag("event", name(event))
                .register(registry)
                .increment();
    }

    private static String name(ConnectionEvent event) {
        if (event instanceof Connected) {
            return "connected";
        } else if (event instanceof Renewed renewed) {
            return renewed.healed() ? "healed" : "renewed";
        } else if (event instanceof RenewalFailed) {
            return "renewal-failed";
        } else if (event instanceof ReconnectRequired) {
            return "reconnect-required";
        } else if (event instanceof GrantEndInSight) {
            return "end-in-sight";
        }
        return event instanceof Disconnected ? "disconnected" : "site-misconfigured";
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
