package dev.tributary.simulator.cloud;

import dev.tributary.simulator.content.Archive;
import dev.tributary.simulator.content.SampleContent;
import dev.tributary.simulator.content.rest.RestSurface;
import dev.tributary.simulator.content.v2.V2Surface;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.pages.NotFoundPage;
import dev.tributary.simulator.pages.Stylesheet;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The Confluence of each site, with content of its own. Thread-safe. */
final class SiteProducts {

    private final Map<String, Handler> byCloudId = new ConcurrentHashMap<>();
    private final Environment environment;

    SiteProducts(Environment environment) {
        this.environment = environment;
    }

    /** What lives below {@code /wiki} at that site. */
    Handler of(Site site) {
        return byCloudId.computeIfAbsent(site.cloudId(), unused -> confluence(site));
    }

    private Handler confluence(Site site) {
        Environment own = new Environment(
                environment.users(),
                environment.clock(),
                environment.switches(),
                () -> URI.create(site.url(environment.baseUrl()) + "/wiki"));
        String sample = site.name().equals("rivers") ? "sample.json" : "lakes.json";
        Archive archive = Archive.of(SampleContent.load(environment.clock().instant(), sample), environment.clock());
        Router router = new Router().otherwise(new NotFoundPage(own));
        RestSurface.cloud(own, archive).addTo(router);
        new V2Surface(own, archive).addTo(router);
        new Stylesheet().addTo(router);
        return router;
    }
}
