package dev.tributary.gateway;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.observe.Observer;
import dev.tributary.http.Transport;
import dev.tributary.model.Misconfigured;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Observes a site of a gateway's, by the gateway's own way to it. For one thread. */
public final class GatewayObserver implements AutoCloseable {

    private final Parts parts;
    private final Site site;
    private final Observer observer;

    private GatewayObserver(Parts parts, Site site, Observer observer) {
        this.parts = parts;
        this.site = site;
        this.observer = observer;
    }

    /**
     * Prepares to observe. Blocks, for a few seconds at most.
     *
     * <p>Throws {@link Misconfigured} when there is no such site, several and none was named, or it is a simulator that is not said to
     * be one.
     *
     * @param config the gateway's configuration
     * @param siteId the id of the site; absent for the only one
     * @param redirectUri a redirect URI that is registered too; absent for the gateway's own
     * @param progress is told the name of each fact that was asked for
     */
    public static GatewayObserver open(
            GatewayConfig config, @Nullable String siteId, @Nullable URI redirectUri, Consumer<String> progress) {
        SiteConfig chosen = chosen(config.sites(), siteId);
        Parts parts = new Parts();
        try {
            Transport transport = Ways.transport(config.sites(), parts);
            new SimulatorCheck(transport).check(List.of(chosen));
            Site own = chosen.at(config.publicUrl());
            Site site = redirectUri == null ? own : with(own, redirectUri);
            return new GatewayObserver(parts, site, new Observer(site, transport, Clock.systemUTC(), progress));
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static SiteConfig chosen(List<SiteConfig> sites, @Nullable String id) {
        List<SiteConfig> fitting = sites.stream()
                .filter(site -> id == null || site.id().equals(id))
                .toList();
        if (fitting.size() != 1) {
            String known = sites.stream().map(SiteConfig::id).collect(Collectors.joining(", "));
            throw new Misconfigured("--site", "Say which site to observe. The configuration has: " + known + ".");
        }
        return fitting.get(0);
    }

    private static Site with(Site site, URI redirectUri) {
        ClientRegistration registration = site.registration();
        return new Site(
                site.id(),
                site.deployment(),
                new ClientRegistration(
                        registration.clientId(), registration.clientSecret(), redirectUri, registration.scopes()));
    }

    /** Returns where the browser comes back to. */
    public URI redirectUri() {
        return site.registration().redirectUri();
    }

    /** Returns what observes. */
    public Observer observer() {
        return observer;
    }

    /** Closes the way to the site. */
    @Override
    public void close() {
        parts.close();
    }
}
