package dev.tributary.gateway;

import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.measure.Meters;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/** A running gateway. Thread-safe. */
public final class Gateway implements AutoCloseable {

    private final Parts parts;
    private final Assembly assembly;

    private Gateway(Parts parts, Assembly assembly) {
        this.parts = parts;
        this.assembly = assembly;
    }

    /** Where a configuration comes from, each time it is asked for. */
    @FunctionalInterface
    public interface Source {

        /**
         * Reads the configuration. Throws {@link dev.tributary.gateway.config.ConfigFaults} with all its faults, and
         * {@link IOException} when it cannot be read.
         */
        GatewayConfig read() throws IOException;
    }

    /**
     * Starts a gateway. Blocks until it serves.
     *
     * <p>Throws {@link dev.tributary.model.Misconfigured} when the port is taken, the keyset or the database is missing, wrong
     * or open to other users, or a site is a simulator that was not said to be one; {@link dev.tributary.model.Unavailable}
     * when the database does not answer. Nothing is left running then. A site that does not answer is a warning in the log.
     */
    public static Gateway start(GatewayConfig config) {
        return start(config, Clock.systemUTC());
    }

    /**
     * As {@link #start(GatewayConfig)}, with the time from there instead of the system, for tests and demonstrations: at a
     * simulator whose clock is set ahead, the gateway's has to be the same. A database server keeps its own.
     */
    public static Gateway start(GatewayConfig config, Clock clock) {
        return start(config, () -> config, clock);
    }

    /**
     * As {@link #start(GatewayConfig)}, with a configuration that {@link #reload()} reads again. Throws also what the source
     * throws.
     */
    public static Gateway start(Source source) throws IOException {
        return start(source.read(), source, Clock.systemUTC());
    }

    private static Gateway start(GatewayConfig config, Source source, Clock clock) {
        Parts parts = new Parts();
        try {
            return new Gateway(parts, new Assembly(config, source, clock, parts));
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Returns where browsers and applications reach it: the public URL, with its port where that was left open. */
    public URI uri() {
        return assembly.publicUrl();
    }

    /** Returns where it is found: its console and its management listener as well. */
    public Whereabouts whereabouts() {
        return assembly.whereabouts();
    }

    /** Returns how many calls of Confluence are let in and not over. */
    public long callsUnderWay() {
        return assembly.callsUnderWay();
    }

    /** Returns what is counted and measured here. */
    public Meters meters() {
        return assembly.meters();
    }

    /**
     * Reads the configuration again, and puts its sites, applications and trusted proxies in force: wholly or not at all. Calls
     * under way go on as they began. Blocks while it asks new sites whether they are simulators.
     *
     * <p>Throws {@link dev.tributary.gateway.config.ConfigFaults}, {@link IOException}, and {@link
     * dev.tributary.model.Misconfigured} where the file has changed in what needs a restart. The former configuration stays in
     * force then.
     */
    public void reload() throws IOException {
        assembly.reload().run();
    }

    /**
     * Prepares to stop without a failed call: says that it is not ready, but serves, for as long as {@code drain.announce};
     * then accepts nothing more, and lets the requests under way end, for at most {@code drain.wait}. Every answer of that
     * time ends its connection. Blocks; {@link #close()} comes after it.
     *
     * <p>Returns whether all requests ended in time; the others were cut.
     */
    public boolean drain() throws InterruptedException {
        return assembly.drain().run();
    }

    /**
     * Stops listening, ends open connections, waits up to 30 s for renewals to be saved, gives leases back, and closes the
     * database. Blocks. Doing so again does nothing.
     */
    @Override
    public void close() {
        parts.close();
    }
}
