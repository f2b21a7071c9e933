package dev.tributary.gateway;

import dev.tributary.gateway.connect.Leavings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away what browsers and applications have left behind: at the start, and then every quarter of a minute. */
final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Loops loops;
    private final Leavings leavings;

    Sweep(Loops loops, Leavings leavings) {
        this.loops = loops;
        this.leavings = leavings;
    }

    /** Sweeps from now on, until Vert.x is closed. */
    void begin() {
        loops.workers()
                .<Void>executeBlocking(
                        () -> {
                            leavings.clear();
                            return null;
                        },
                        false)
                .onFailure(
                        failure -> LOG.warn("What was left behind could not be cleared away: {}", failure.getMessage()))
                .onComplete(done -> loops.vertx().setTimer(PAUSE.toMillis(), timer -> begin()));
    }
}
