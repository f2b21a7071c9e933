package dev.tributary.gateway.budget;

import io.vertx.core.Vertx;
import java.time.Duration;

/** A stop-watch and an alarm clock. */
interface Timing {

    /** Returns the time in nanoseconds since whenever. */
    long now();

    /** Does something later. */
    void later(Duration delay, Runnable what);

    /** Returns those of the machine; it is done on whichever event loop asks. */
    static Timing of(Vertx vertx) {
        return new Timing() {
            @Override
            public long now() {
                return System.nanoTime();
            }

            @Override
            public void later(Duration delay, Runnable what) {
                vertx.setTimer(Math.max(1, delay.toMillis()), timer -> what.run());
            }
        };
    }
}
