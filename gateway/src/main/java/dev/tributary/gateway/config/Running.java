package dev.tributary.gateway.config;

import dev.tributary.gateway.config.GatewayConfig.Listen;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway is run and watched. Nothing of it changes without a restart.
 *
 * @param management where and as whom it listens for those who run it; absent for nowhere
 * @param drain how it stops
 * @param logs how log lines are written
 * @param tracing where spans of calls go; absent for nowhere
 */
public record Running(
        @Nullable Management management,
        Drain drain,
        LogForm logs,
        @Nullable Tracing tracing) {

    /** No management listener, the usual way to stop, text, no spans. */
    public static final Running DEFAULT = new Running(null, Drain.DEFAULT, LogForm.TEXT, null);

    /**
     * Where it listens for those who run it.
     *
     * @param at where
     * @param names the names that it answers to besides its machine's, in lower case
     */
    public record Management(Listen at, Set<String> names) {

        /** Keeps its own copy. */
        public Management {
            names = Set.copyOf(names);
        }
    }

    /**
     * How a gateway stops.
     *
     * @param announce how long it says that it is not ready, and still serves, before it closes its door
     * @param atMost how long it waits after that for the calls under way
     */
    public record Drain(Duration announce, Duration atMost) {

        /** At once, and 30 s. */
        public static final Drain DEFAULT = new Drain(Duration.ZERO, Duration.ofSeconds(30));
    }

    /** How log lines are written. */
    public enum LogForm {
        /** For people. */
        TEXT,
        /** A JSON object in each line. */
        JSON
    }

    /**
     * Where spans go.
     *
     * @param endpoint where a collector takes them by OTLP over HTTP
     * @param sample which part of the calls is traced that nobody else has decided about, from 0 to 1
     */
    public record Tracing(URI endpoint, double sample) {}
}
