package dev.tributary.gateway.measure;

import dev.tributary.gateway.proxy.CallMonitor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures calls, by site, application and class of status: how long the caller waited, and how long Confluence took to begin
 * its answer. Meters are found once, so that a call costs two clock readings and a few additions more.
 */
public final class CallMeters implements CallMonitor.Watcher {

    private static final String CALLS = "tributary.calls";
    private static final String[] CLASSES = {"cut", "1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final Duration[] LIMITS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final LongAdder underWay = new LongAdder();
    private final Map<String, Site> sites = new ConcurrentHashMap<>();

    /** Takes where the meters are kept. */
    public CallMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("tributary.calls.under.way", underWay, LongAdder::sum)
                .description("Calls that are let in and not over")
                .register(registry);
    }

    @Override
    public CallMonitor begin(String app, String site, String method, MultiMap headers) {
        Site known = sites.get(site);
        Site at = known == null ? sites.computeIfAbsent(site, Site::new) : known;
        Timer[] timers = at.calls.get(app);
        underWay.increment();
        return new Watch(at, timers == null ? at.addApp(app) : timers);
    }

    /** Returns how many calls are let in and not over. */
    public long underWay() {
        return underWay.sum();
    }

    /** Returns how many calls are over. */
    public long count() {
        return registry.find(CALLS).timers().stream().mapToLong(Timer::count).sum();
    }

    /** Returns how long those took together. */
    public Duration total() {
        double millis = registry.find(CALLS).timers().stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.MILLISECONDS))
                .sum();
        return Duration.ofMillis(Math.round(millis));
    }

    private Timer timer(String name, String description, String... labels) {
        return Timer.builder(name)
                .description(description)
                .tags(labels)
                .serviceLevelObjectives(LIMITS)
                .register(registry);
    }

    /** The meters of one site. */
    private final class Site {

        private final String id;
        private final Map<String, Timer[]> calls = new ConcurrentHashMap<>();
        private final Timer[] answers;

        Site(String id) {
            this.id = id;
            this.answers = new Timer[CLASSES.length];
            for (int i = 1; i < CLASSES.length; i++) {
                answers[i] = timer(
                        "tributary.site.answers",
                        "How long sites take to begin an answer to a call",
                        "site",
                        id,
                        "status",
                        CLASSES[i]);
            }
        }

        Timer[] addApp(String app) {
            return calls.computeIfAbsent(app, name -> {
                Timer[] timers = new Timer[CLASSES.length];
                for (int i = 0; i < CLASSES.length; i++) {
                    timers[i] = timer(
                            CALLS,
                            "How long calls take, until the last of the answer is sent",
                            "site",
                            id,
                            "app",
                            name,
                            "status",
                            CLASSES[i]);
                }
                return timers;
            });
        }
    }

    private static int classOf(int status) {
        return Math.min(CLASSES.length - 1, Math.max(0, status / 100));
    }

    /** One call. */
    private final class Watch implements CallMonitor {

        private final Site site;
        private final Timer[] timers;
        private final long begun = System.nanoTime();
        private long asked;
        private boolean over;

        Watch(Site site, Timer[] timers) {
            this.site = site;
            this.timers = timers;
        }

        @Override
        public void asking(MultiMap headers) {
            asked = System.nanoTime();
        }

        @Override
        public void answered(int status) {
            site.answers[Math.max(1, classOf(status))].record(System.nanoTime() - asked, TimeUnit.NANOSECONDS);
        }

        @Override
        public void over(int status) {
            if (!over) {
                over = true;
                underWay.decrement();
                timers[classOf(status)].record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            }
        }
    }
}
