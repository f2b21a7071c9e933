package dev.tributary.gateway;

import dev.tributary.Tributary;
import dev.tributary.TributaryBuilder;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.console.Figures;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.webhook.Dispatcher;
import dev.tributary.http.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** A running gateway. Thread-safe. */
public final class Gateway implements AutoCloseable {

    private static final Duration SWEEP = Duration.ofSeconds(15);

    private final Parts parts;
    private final URI uri;

    private Gateway(Parts parts, URI uri) {
        this.parts = parts;
        this.uri = uri;
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
        Parts parts = new Parts();
        try {
            return new Gateway(parts, assemble(config, parts, clock));
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Returns where browsers and applications reach it: the public URL, with its port where that was left open. */
    public URI uri() {
        return uri;
    }

    /** Stops listening, ends open connections, and closes the database. Blocks. Doing so again does nothing. */
    @Override
    public void close() {
        parts.close();
    }

    private static URI assemble(GatewayConfig config, Parts parts, Clock clock) {
        StartNotes.log(config);
        Transport transport = Ways.transport(config.sites(), parts);
        new SimulatorCheck(transport).check(config.sites());
        Records records = Records.open(config, parts, clock);

        Loops loops = Loops.start(parts);
        Entrance entrance = new Entrance(config.publicUrl());
        URI publicUrl = loops.listen(config, entrance);
        Dispatcher webhooks =
                parts.add(Dispatcher.start(config.webhooks(), records.outbox(), records.audit(), loops.vertx()));
        Figures figures = new Figures(clock);
        TributaryBuilder library = Tributary.builder()
                .sites(config.sites().stream().map(site -> site.at(publicUrl)).toList())
                .store(records.store())
                .transport(transport)
                .clock(clock)
                .listener(event -> webhooks.poke())
                .listener(figures);
        records.listeners().forEach(library::listener);
        Tributary tributary = parts.add(library.build());

        Apps apps = new Apps(config, issuer -> Ways.toKeys(issuer, parts), records.audit(), clock);
        Interior interior = new Interior(config, publicUrl, tributary, records, apps);
        ConsoleWing console = ConsoleWing.build(
                new ConsoleWing.Ground(config, publicUrl, tributary, records, apps), figures, loops, parts);
        entrance.open(interior.handler(loops, console.operations()));
        new Sweep(loops, SWEEP, interior.leavings()::clear, "What was left behind could not be cleared away").begin();
        console.begin();
        return publicUrl;
    }
}
