package dev.tributary.gateway;

import dev.tributary.Tributary;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.http.Transport;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that is in force, and how another one takes its place: wholly or not at all. Calls under way go on as they
 * began. Thread-safe; blocks while it asks new sites.
 */
final class InForce {

    private static final Logger LOG = LoggerFactory.getLogger(InForce.class);
    private static final Duration LAST_CALLS = Duration.ofMinutes(2);

    private final Outfit outfit;
    private final Detour detour;
    private final Parts all;
    private GatewayConfig config;
    private @Nullable ConsoleWing console;
    private Parts ways;

    /**
     * Takes a configuration; nothing answers yet.
     *
     * @param outfit what stays
     * @param detour the way of the flow and of renewals
     * @param config the configuration
     * @param all what is closed at the very end, after the renewals have; the first ways to sites are in it
     */
    InForce(Outfit outfit, Detour detour, GatewayConfig config, Parts all) {
        this.outfit = outfit;
        this.detour = detour;
        this.config = config;
        this.all = all;
        this.ways = all;
    }

    /** Answers requests from now on. Returns what does. */
    synchronized Interior begin() {
        return enter(config, ways, () -> {});
    }

    /** Puts another configuration in force. Throws {@link dev.tributary.model.Misconfigured}; the former one stays then. */
    synchronized void replaceBy(GatewayConfig next) {
        Unchanging.check(config, next);
        Parts fresh = new Parts();
        try {
            Transport way = Ways.transport(next.sites(), fresh);
            new SimulatorCheck(way).check(next.sites());
            StartNotes.log(next);
            enter(next, fresh, () -> detour.takes(way));
        } catch (RuntimeException e) {
            fresh.close();
            throw e;
        }
        Parts former = ways;
        ways = all.add(fresh);
        config = next;
        closeLater(former);
    }

    /** What calls and renewals are under way with is not taken from them; of the first ways only those at the end are closed. */
    private void closeLater(Parts former) {
        if (former != all) {
            Loops loops = outfit.loops();
            loops.vertx()
                    .setTimer(
                            LAST_CALLS.toMillis(),
                            timer -> loops.workers()
                                    .executeBlocking(() -> {
                                        former.close();
                                        return true;
                                    })
                                    .onFailure(failure ->
                                            LOG.warn("The former ways to sites stay open: {}", failure.getMessage())));
        }
    }

    /** The ways to the sites come before the sites, so that nothing goes to a new one past its proxy and its certificates. */
    private Interior enter(GatewayConfig entering, Parts fresh, Runnable takeWay) {
        Tributary tributary = outfit.tributary();
        Apps apps = new Apps(
                entering,
                issuer -> Ways.toKeys(issuer, fresh),
                outfit.records().audit(),
                tributary.services().clock());
        Interior interior = new Interior(entering, outfit, apps);
        ConsoleWing wing = ConsoleWing.build(
                new ConsoleWing.Ground(entering, outfit.publicUrl(), tributary, outfit.records(), apps),
                outfit.figures(),
                outfit.loops(),
                fresh);
        // Whatever can fail comes before the former ways are given up.
        wing.readKeys();
        Handler<HttpServerRequest> handler = interior.handler(wing.operations());
        List<Site> sites = entering.sites().stream()
                .map(site -> site.at(outfit.publicUrl()))
                .toList();
        takeWay.run();
        tributary.services().sites().replace(sites);
        outfit.records().messages().replace(entering.apps());
        outfit.entrance().open(handler);
        exchange(wing);
        return interior;
    }

    private void exchange(ConsoleWing next) {
        ConsoleWing former = console;
        if (former != null) {
            former.end();
        }
        next.begin();
        console = next;
    }
}
