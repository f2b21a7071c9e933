package dev.tributary.gateway.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Measures on each event loop, once a second, how late it comes to its work: what blocks one delays all its calls. */
public final class LoopLag {

    private static final Duration BEAT = Duration.ofSeconds(1);

    private LoopLag() {}

    /** Measures until Vert.x is closed. */
    public static Future<?> watch(Vertx vertx, int loops, MeterRegistry registry) {
        Timer lag = Timer.builder("tributary.loop.lag")
                .description("How late event loops come to their work")
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(registry);
        return vertx.deployVerticle(() -> new Beat(lag), new DeploymentOptions().setInstances(loops));
    }

    private static final class Beat extends VerticleBase {

        private final Timer lag;

        Beat(Timer lag) {
            this.lag = lag;
        }

        @Override
        public Future<?> start() {
            next();
            return Future.succeededFuture();
        }

        private void next() {
            long due = System.nanoTime() + BEAT.toNanos();
            vertx.setTimer(BEAT.toMillis(), timer -> {
                lag.record(Duration.ofNanos(Math.max(0, System.nanoTime() - due)));
                next();
            });
        }
    }
}
