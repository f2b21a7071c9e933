package dev.tributary.gateway;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something that may block: at the start, and then again and again. */
final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final Loops loops;
    private final Duration pause;
    private final Runnable work;
    private final String complaint;
    private volatile boolean over;

    Sweep(Loops loops, Duration pause, Runnable work, String complaint) {
        this.loops = loops;
        this.pause = pause;
        this.work = work;
        this.complaint = complaint;
    }

    /** Does it from now on, until Vert.x is closed. */
    void begin() {
        try {
            loops.workers()
                    .<Void>executeBlocking(
                            () -> {
                                work.run();
                                return null;
                            },
                            false)
                    .onFailure(failure -> LOG.warn("{}: {}", complaint, failure.getMessage()))
                    .onComplete(done -> loops.vertx().setTimer(pause.toMillis(), timer -> again()));
        } catch (RejectedExecutionException closing) {
            LOG.debug("The gateway is being closed.");
        }
    }

    private void again() {
        if (!over) {
            begin();
        }
    }

    /** Does it no more. */
    void end() {
        over = true;
    }
}
