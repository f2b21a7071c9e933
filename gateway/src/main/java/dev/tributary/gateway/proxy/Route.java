package dev.tributary.gateway.proxy;

import dev.tributary.deployment.Site;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Set;

/** One site as calls reach it. Immutable and thread-safe. */
public final class Route {

    private final Site site;
    private final Upstream upstream;
    private final Locations locations;
    private final RouteLimits limits;

    /**
     * Opens the way to a site.
     *
     * @param vertx whose event loops it uses
     * @param site the site
     * @param publicUrl the gateway's own URL, without a slash at the end
     * @param settings how the site is reached
     * @param limits what else may pass
     */
    public Route(Vertx vertx, Site site, URI publicUrl, UpstreamSettings settings, RouteLimits limits) {
        this.site = site;
        this.upstream = new Upstream(vertx, site.deployment().baseUrl(), settings);
        this.locations =
                new Locations(site.deployment().baseUrl(), URI.create(publicUrl + SitePath.PREFIX + site.id()));
        this.limits = limits;
    }

    /** Returns the site. */
    public Site site() {
        return site;
    }

    Upstream upstream() {
        return upstream;
    }

    Locations locations() {
        return locations;
    }

    RouteLimits limits() {
        return limits;
    }

    /** Returns the target at Confluence: its context path, then the octets that the caller sent. */
    String target(String path, String query) {
        return site.deployment().baseUrl().getRawPath() + path + (query.isEmpty() ? "" : "?" + query);
    }

    /**
     * What else may pass to a site.
     *
     * @param body the largest request body in bytes
     * @param headers further header fields that reach Confluence, in lower case
     */
    public record RouteLimits(long body, Set<String> headers) {

        /** 256 MiB, no further fields. */
        public static final RouteLimits DEFAULT = new RouteLimits(256L * 1024 * 1024, Set.of());

        /** Keeps its own copy of the fields. */
        public RouteLimits {
            headers = Set.copyOf(headers);
        }
    }
}
