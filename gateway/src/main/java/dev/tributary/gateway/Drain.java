package dev.tributary.gateway;

import dev.tributary.gateway.config.Running;
import dev.tributary.gateway.http.Listener;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How requests come to an end before the gateway does. Thread-safe. */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration CUTTING = Duration.ofSeconds(5);

    private final Listener door;
    private final Running.Drain settings;
    private final LongSupplier calls;
    private volatile boolean underWay;

    /** Takes the door to close, how, and how many calls are under way. */
    Drain(Listener door, Running.Drain settings, LongSupplier calls) {
        this.door = door;
        this.settings = settings;
        this.calls = calls;
    }

    /** Says whether it has begun; it never ends but with the gateway. */
    boolean isUnderWay() {
        return underWay;
    }

    /** Drains. Blocks. Returns whether all requests ended in time. */
    boolean run() throws InterruptedException {
        underWay = true;
        door.announceEnd();
        LOG.info(
                "Stopping: {} calls under way; not ready any more, accepting for {} s, then waiting up to {} s for requests.",
                calls.getAsLong(),
                settings.announce().toSeconds(),
                settings.atMost().toSeconds());
        Thread.sleep(settings.announce().toMillis());
        long begun = System.nanoTime();
        try {
            door.end(settings.atMost())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(settings.atMost().plus(CUTTING).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The door could not be closed: {}", String.valueOf(e.getMessage()));
            return false;
        }
        boolean inTime = System.nanoTime() - begun < settings.atMost().toNanos();
        if (!inTime) {
            LOG.warn(
                    "Some requests were still under way after {} s, and were cut. Give them longer by drain.wait.",
                    settings.atMost().toSeconds());
        }
        return inTime;
    }
}
