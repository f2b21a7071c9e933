package dev.tributary.gateway.proxy;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.budget.SiteBudget;
import dev.tributary.model.Connection;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One site as calls reach it. Thread-safe. */
public final class Route {

    private final Site site;
    private final Upstream upstream;
    private final @Nullable Upstream ownHost;
    private final URI here;
    private final RouteLimits limits;
    private final SiteBudget budget;

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
        URI address = ownHost(site);
        this.ownHost = address == null ? null : new Upstream(vertx, address, settings);
        this.here = URI.create(publicUrl + SitePath.PREFIX + site.id());
        this.limits = limits;
        this.budget = new SiteBudget(vertx);
    }

    /** Returns the site. */
    public Site site() {
        return site;
    }

    /** On Cloud a site has a host of its own, where API tokens without scopes are for; all else is for the API host. */
    private static @Nullable URI ownHost(Site site) {
        return site.deployment() instanceof Cloud cloud ? cloud.onlySite() : null;
    }

    /** Returns the way to where a connection's credential is for. */
    Upstream upstream(Connection connection) {
        return ownHost != null && connection.origin().equals(ownHost(site)) ? ownHost : upstream;
    }

    /** Says whether a path is one that a connection's credential opens nowhere: on Cloud files are at each site's own host. */
    boolean isClosed(Connection connection, String path) {
        boolean atApiHost =
                site.deployment() instanceof Cloud && !connection.origin().equals(ownHost(site));
        return atApiHost && PathPolicy.covers(PathPolicy.CLOUD_FILES, path);
    }

    /** Returns what brings a client back here that Confluence sends elsewhere on a connection's site. */
    Locations locations(Connection connection) {
        return new Locations(connection.origin(), here, site.deployment().media());
    }

    /** Returns what makes the links in a list lead back here. */
    LinkWriter links(Connection connection) {
        return site.deployment() instanceof Cloud
                ? LinkWriter.cloud(here)
                : LinkWriter.dataCenter(here, connection.origin());
    }

    /** Returns what Confluence still allows there. */
    SiteBudget budget() {
        return budget;
    }

    /** Returns how many sockets to the site are open. Thread-safe. */
    public int sockets() {
        return upstream.sockets() + (ownHost == null ? 0 : ownHost.sockets());
    }

    /** Returns how many calls wait for a socket to the site. Thread-safe. */
    public long waiting() {
        return upstream.waiting() + (ownHost == null ? 0 : ownHost.waiting());
    }

    /** Opens no more sockets, and closes each as soon as its call is over. Thread-safe. */
    public void end() {
        upstream.end();
        if (ownHost != null) {
            ownHost.end();
        }
    }

    RouteLimits limits() {
        return limits;
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
