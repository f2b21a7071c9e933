package dev.tributary.gateway;

import dev.tributary.Tributary;
import dev.tributary.TributaryBuilder;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.Running;
import dev.tributary.gateway.console.Figures;
import dev.tributary.gateway.http.Listener;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.measure.CallMeters;
import dev.tributary.gateway.measure.ConnectionGauges;
import dev.tributary.gateway.measure.EngineMeters;
import dev.tributary.gateway.measure.Meters;
import dev.tributary.gateway.measure.SiteGauges;
import dev.tributary.gateway.proxy.CallMonitor;
import dev.tributary.gateway.trace.Traces;
import dev.tributary.gateway.webhook.Dispatcher;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import dev.tributary.http.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a gateway together: the only place where its parts know each other. What has to be closed is left with the parts. */
final class Assembly {

    private static final Duration SWEEP = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration COUNT = Duration.ofMinutes(1);

    private final GatewayConfig config;
    private final Parts parts;
    private final Meters meters;
    private final Loops loops;
    private final URI publicUrl;
    private final CallMeters calls;
    private final Drain drain;
    private final Reload reload;
    private final Optional<URI> management;

    /** Starts it. Blocks. Throws as {@link Gateway#start(GatewayConfig)} says. */
    Assembly(GatewayConfig config, Gateway.Source source, Clock clock, Parts parts) {
        this.config = config;
        this.parts = parts;
        this.meters = parts.add(new Meters());
        JsonLogs.begin(config.running().logs());
        StartNotes.log(config);
        Parts ways = parts.add(new Parts());
        Transport way = Ways.transport(config.sites(), ways);
        new SimulatorCheck(way).check(config.sites());
        Records records = Records.open(config, parts, clock, meters.registry());

        this.calls = new CallMeters(meters.registry());
        CallMonitor.Watcher watcher = watcher(calls);
        this.loops = Loops.start(parts);
        loops.watch(meters.registry());
        Entrance entrance = new Entrance(config.publicUrl());
        Listener door = loops.door(config, entrance);
        this.publicUrl = withPort(config.publicUrl(), Loops.open(door, "listen", config.listen()));
        this.drain = new Drain(door, config.running().drain(), calls::underWay);

        Detour detour = new Detour(way);
        Figures figures = new Figures(clock);
        Tributary tributary = tributary(records, detour, figures, clock);
        Outfit outfit = new Outfit(
                publicUrl,
                loops,
                entrance,
                tributary,
                records,
                new Routes(loops.vertx(), publicUrl, new SiteGauges(meters.registry())),
                figures,
                watcher,
                meters,
                drain::isUnderWay);
        InForce inForce = new InForce(outfit, detour, config, ways);
        this.reload = new Reload(source, inForce, meters.registry());
        Interior interior = inForce.begin();
        new Sweep(loops, SWEEP, interior.leavings()::clear, "What was left behind could not be cleared away").begin();
        Runnable look = () -> figures.calls(calls.count(), calls.total());
        new Sweep(loops, LOOK, look, "The figures of calls could not be read").begin();
        Runnable count = new ConnectionGauges(meters.registry(), records.counts())::look;
        new Sweep(loops, COUNT, count, "The connections could not be counted").begin();
        this.management = manage(interior);
    }

    private CallMonitor.Watcher watcher(CallMeters measuring) {
        Running.Tracing tracing = config.running().tracing();
        if (tracing == null) {
            return measuring;
        }
        HttpTransport way = parts.add(new HttpTransport(Network.DIRECT));
        return parts.add(new Traces(tracing, way)).beside(measuring);
    }

    private Tributary tributary(Records records, Transport way, Figures figures, Clock clock) {
        Dispatcher webhooks =
                parts.add(Dispatcher.start(config.webhooks(), records.outbox(), records.audit(), loops.vertx()));
        EngineMeters engine = new EngineMeters(meters.registry());
        TributaryBuilder library = Tributary.builder()
                .sites(config.sites().stream().map(site -> site.at(publicUrl)).toList())
                .store(records.store())
                .transport(way)
                .clock(clock)
                .listener(event -> webhooks.poke())
                .listener(figures)
                .listener(engine)
                .meter(engine);
        records.listeners().forEach(library::listener);
        return parts.add(library.build());
    }

    /** Returns where it listens for those who run it. */
    private Optional<URI> manage(Interior interior) {
        Running.Management management = config.running().management();
        if (management == null) {
            return Optional.empty();
        }
        List<Operation> operations = Stream.concat(
                        interior.health().stream(), Stream.of(new MetricsPage(meters).toAll(), reload.operation()))
                .toList();
        GatewayConfig.Listen at = management.at();
        int port = Loops.open(loops.door(new Management(loops, management, operations)), "management.listen", at);
        String host = at.host().indexOf(':') < 0 ? at.host() : "[" + at.host() + "]";
        return Optional.of(URI.create("http://" + host + ":" + port));
    }

    private static URI withPort(URI url, int port) {
        return url.getPort() == 0 ? URI.create(url.getScheme() + "://" + url.getHost() + ":" + port) : url;
    }

    URI publicUrl() {
        return publicUrl;
    }

    Whereabouts whereabouts() {
        Optional<URI> console = Optional.ofNullable(config.console()).map(on -> URI.create(publicUrl + "/console/"));
        return new Whereabouts(publicUrl, console, management);
    }

    long callsUnderWay() {
        return calls.underWay();
    }

    Meters meters() {
        return meters;
    }

    Drain drain() {
        return drain;
    }

    Reload reload() {
        return reload;
    }
}
