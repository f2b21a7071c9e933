package dev.tributary.gateway.audit;

import dev.tributary.gateway.config.AuditConfig;
import dev.tributary.model.TributaryException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is older than it has to be kept: an hour's worth each hour, a few hundred rows at a time. */
public final class Retention implements AutoCloseable {

    /** What happens so often that it is kept for a shorter time. */
    static final List<String> FREQUENT = List.of("call", ConnectionEvents.RENEWED);

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration BREATH = Duration.ofMillis(50);

    private final AuditTable table;
    private final AuditConfig config;
    private final Clock clock;
    private final Runnable more;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "tributary-retention");
        made.setDaemon(true);
        return made;
    });

    /**
     * Takes what is old where.
     *
     * @param table the audit
     * @param config how long what stays in it
     * @param clock the time
     * @param more removes what is old elsewhere
     */
    public Retention(AuditTable table, AuditConfig config, Clock clock, Runnable more) {
        this.table = table;
        this.config = config;
        this.clock = clock;
        this.more = more;
    }

    /** Removes what is old from now on, until it is closed. */
    public void begin() {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                this::removeOrTell, FIRST.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void removeOrTell() {
        try {
            remove();
        } catch (TributaryException e) {
            LOG.warn("What is old could not be removed, and will be later: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes all that is old. Blocks. */
    void remove() throws InterruptedException {
        Instant now = clock.instant();
        remove(now.minus(config.retention()), List.of());
        remove(now.minus(config.callRetention()), FREQUENT);
        more.run();
    }

    private void remove(Instant before, Collection<String> events) throws InterruptedException {
        while (table.remove(before, events)) {
            Thread.sleep(BREATH.toMillis());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
