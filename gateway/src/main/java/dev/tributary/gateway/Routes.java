package dev.tributary.gateway;

import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.measure.SiteGauges;
import dev.tributary.gateway.measure.SiteGauges.Pool;
import dev.tributary.gateway.proxy.Route;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways of calls, over all configurations that were in force: a site whose way has not changed keeps its sockets, and what
 * is not needed any more is closed when its calls are over.
 */
final class Routes {

    private static final Duration LAST_CALLS = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final URI publicUrl;
    private final SiteGauges gauges;
    private Map<SiteConfig, Route> open = Map.of();

    Routes(Vertx vertx, URI publicUrl, SiteGauges gauges) {
        this.vertx = vertx;
        this.publicUrl = publicUrl;
        this.gauges = gauges;
    }

    /** Returns the ways to the sites of a configuration. */
    synchronized List<Route> to(GatewayConfig config) {
        Map<SiteConfig, Route> next = new HashMap<>();
        config.sites().forEach(site -> next.put(site, opened(site)));
        open.forEach((site, route) -> {
            if (!next.containsKey(site)) {
                // Calls that were let in just now may not have taken a socket yet.
                vertx.setTimer(LAST_CALLS.toMillis(), timer -> route.end());
            }
        });
        open = next;
        return List.copyOf(next.values());
    }

    private Route opened(SiteConfig site) {
        Route known = open.get(site);
        Route route = known == null ? Ways.route(vertx, site, site.at(publicUrl), publicUrl) : known;
        gauges.show(site.id(), new Pool(route::sockets, route::waiting));
        return route;
    }
}
