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
import dev.tributary.gateway.proxy.SiteProxy;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** What answers requests once they are in: its own operations, and calls to the sites. */
final class Interior {

    private final GatewayConfig config;
    private final Outfit outfit;
    private final Tributary tributary;
    private final Apps apps;
    private final ConnectLinks links;
    private final HeldGrants grants;
    private final SiteChoices choices;

    /**
     * Takes what it is made of.
     *
     * @param config the configuration
     * @param outfit what stays, whatever the configuration
     * @param apps who may ask
     */
    Interior(GatewayConfig config, Outfit outfit, Apps apps) {
        Clock clock = outfit.tributary().services().clock();
        this.config = config;
        this.outfit = outfit;
        this.tributary = outfit.tributary();
        this.apps = apps;
        this.links = new ConnectLinks(outfit.records().store(), outfit.publicUrl(), clock);
        this.grants = new HeldGrants(
                outfit.records().store(),
                tributary.connections(),
                outfit.records().audit(),
                clock);
        this.choices = new SiteChoices(
                outfit.records().store(),
                tributary.connections(),
                outfit.records().audit(),
                clock);
    }

    Handler<HttpServerRequest> handler(List<Operation> more) {
        SiteProxy proxy = proxy();
        Operations operations = new Operations(
                outfit.loops().workers(),
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
        ConnectOperations connect = new ConnectOperations(
                tributary.authorizations(),
                tributary.services().sites(),
                links,
                grants,
                choices,
                outfit.records().audit(),
                outfit.publicUrl());
        return Stream.of(api().all(), connect.all(), List.of(new MetricsPage(outfit.meters()).toAdmins(apps)))
                .flatMap(List::stream)
                .toList();
    }

    /** Returns what says whether it is up, to those who run it. */
    List<Operation> health() {
        return api().forOperators();
    }

    private ApiOperations api() {
        ApiServices services = new ApiServices(
                tributary.services().sites(),
                tributary.connections(),
                tributary.tokens(),
                outfit.records().store(),
                outfit.records().audit(),
                outfit.records().entries(),
                tributary.services().clock(),
                outfit.ending());
        return new ApiOperations(apps, tributary.services().sites(), links, grants, services);
    }

    Leavings leavings() {
        return new Leavings(links, grants, choices);
    }

    private SiteProxy proxy() {
        // Those of this configuration, whichever comes after it.
        Sites sites = new Sites(
                config.sites().stream().map(site -> site.at(outfit.publicUrl())).toList());
        ProxyServices services = new ProxyServices(
                new ProxyCallers(apps, sites),
                tributary.connections(),
                tributary.tokens(),
                tributary.services().accounts(),
                tributary.services().places(),
                AuditedCalls.of(outfit.records().audit(), apps, config.audit().calls()),
                tributary.services().clock(),
                outfit.watcher());
        return new SiteProxy(outfit.loops().vertx(), services, outfit.routes().to(config));
    }
}
