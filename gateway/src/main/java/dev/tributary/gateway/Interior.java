package dev.tributary.gateway;

import dev.tributary.Tributary;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.api.ApiOperations;
import dev.tributary.gateway.api.ApiServices;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.connect.ConnectLinks;
import dev.tributary.gateway.connect.ConnectOperations;
import dev.tributary.gateway.connect.HeldGrants;
import dev.tributary.gateway.connect.Leavings;
import dev.tributary.gateway.connect.SiteChoices;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Operations;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.proxy.ProxyServices;
import dev.tributary.gateway.proxy.Route;
import dev.tributary.gateway.proxy.SiteProxy;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** What answers requests once they are in: its own operations, and calls to the sites. */
final class Interior {

    private final GatewayConfig config;
    private final URI publicUrl;
    private final Tributary tributary;
    private final Apps apps;
    private final ConnectLinks links;
    private final HeldGrants grants;
    private final SiteChoices choices;
    private final Records records;

    /**
     * Takes what it is made of.
     *
     * @param config the configuration
     * @param publicUrl the public URL, with its port
     * @param tributary the library
     * @param records where the gateway keeps what survives
     * @param apps who may ask
     */
    Interior(GatewayConfig config, URI publicUrl, Tributary tributary, Records records, Apps apps) {
        Clock clock = tributary.services().clock();
        this.config = config;
        this.publicUrl = publicUrl;
        this.tributary = tributary;
        this.apps = apps;
        this.links = new ConnectLinks(records.store(), publicUrl, clock);
        this.grants = new HeldGrants(records.store(), tributary.connections(), records.audit(), clock);
        this.choices = new SiteChoices(records.store(), tributary.connections(), records.audit(), clock);
        this.records = records;
    }

    Handler<HttpServerRequest> handler(Loops loops, List<Operation> more) {
        SiteProxy proxy = proxy(loops.vertx());
        Operations operations = new Operations(
                loops.workers(),
                Stream.concat(operations().stream(), more.stream()).toList(),
                apps::from);
        return request -> {
            if (SiteProxy.isFor(request)) {
                proxy.handle(request);
            } else {
                operations.handle(request);
            }
        };
    }

    /** Returns everything but calls. */
    List<Operation> operations() {
        Sites sites = tributary.services().sites();
        ApiServices services = new ApiServices(
                tributary.connections(),
                tributary.tokens(),
                records.store(),
                records.audit(),
                records.entries(),
                tributary.services().clock());
        ApiOperations api = new ApiOperations(apps, sites, links, grants, services);
        ConnectOperations connect = new ConnectOperations(
                tributary.authorizations(), sites, links, grants, choices, records.audit(), publicUrl);
        return Stream.concat(api.all().stream(), connect.all().stream()).toList();
    }

    Leavings leavings() {
        return new Leavings(links, grants, choices);
    }

    private SiteProxy proxy(Vertx vertx) {
        List<Route> routes = config.sites().stream()
                .map(site -> Ways.route(vertx, site, site.at(publicUrl), publicUrl))
                .toList();
        ProxyServices services = new ProxyServices(
                new ProxyCallers(apps, tributary.services().sites()),
                tributary.connections(),
                tributary.tokens(),
                tributary.services().accounts(),
                tributary.services().places(),
                AuditedCalls.of(records.audit(), apps, config.audit().calls()),
                tributary.services().clock());
        return new SiteProxy(vertx, services, routes);
    }
}
