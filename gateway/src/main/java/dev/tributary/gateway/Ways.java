package dev.tributary.gateway;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Endpoints;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.proxy.Route;
import dev.tributary.gateway.proxy.UpstreamSettings;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import dev.tributary.http.Transport;
import dev.tributary.http.Trust;
import dev.tributary.model.Misconfigured;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways to the sites, each with the trust and the proxy that its network needs. */
final class Ways {

    private Ways() {}

    /** Returns the way of the flow and of renewals. Throws {@link Misconfigured}. */
    static Transport transport(Collection<SiteConfig> sites, Parts parts) {
        Map<SiteConfig.Network, Transport> byNetwork = new HashMap<>();
        Map<URI, Transport> byAddress = new HashMap<>();
        for (SiteConfig site : sites) {
            Transport way = byNetwork.computeIfAbsent(
                    site.network(), network -> parts.add(new HttpTransport(network(network))));
            addresses(site).forEach(address -> byAddress.put(address, way));
        }
        try {
            return Transport.byOrigin(byAddress, parts.add(new HttpTransport(Network.DIRECT)));
        } catch (IllegalArgumentException e) {
            throw new Misconfigured(
                    "sites", e.getMessage() + " Sites at one address need the same caBundle, proxy and timeouts.", e);
        }
    }

    /** Returns the way to the keys of an issuer. Throws {@link Misconfigured}. */
    static Transport toKeys(IssuerConfig issuer, Parts parts) {
        return to(issuer.keys().network(), parts);
    }

    /** Returns the way of a network. Throws {@link Misconfigured}. */
    static Transport to(SiteConfig.Network network, Parts parts) {
        return parts.add(new HttpTransport(network(network)));
    }

    private static Stream<URI> addresses(SiteConfig site) {
        Endpoints endpoints = site.deployment().endpoints();
        return Stream.of(
                        site.deployment() instanceof Cloud cloud ? cloud.onlySite() : null,
                        site.deployment().resources().orElse(null),
                        site.deployment().baseUrl(),
                        endpoints.token(),
                        endpoints.revoke(),
                        endpoints.whoAmI(),
                        endpoints.personalTokens())
                .filter(Objects::nonNull);
    }

    private static Network network(SiteConfig.Network network) {
        Trust trust = network.caBundle() == null ? Trust.PLATFORM : Trust.caBundle(network.caBundle());
        return new Network(trust, network.proxy(), network.connect(), network.answer());
    }

    /** Returns the way of calls. */
    static Route route(Vertx vertx, SiteConfig config, Site site, URI publicUrl) {
        return new Route(vertx, site, publicUrl, upstream(config.network()), Route.RouteLimits.DEFAULT);
    }

    private static UpstreamSettings upstream(SiteConfig.Network network) {
        UpstreamSettings usual = UpstreamSettings.DEFAULT;
        return new UpstreamSettings(
                network.connect(),
                usual.silence(),
                usual.connections(),
                trust(network.caBundle()),
                proxy(network.proxy()));
    }

    private static @Nullable TrustOptions trust(@Nullable Path caBundle) {
        return caBundle == null ? null : new PemTrustOptions().addCertPath(caBundle.toString());
    }

    private static @Nullable ProxyOptions proxy(@Nullable InetSocketAddress address) {
        return address == null
                ? null
                : new ProxyOptions().setHost(address.getHostString()).setPort(address.getPort());
    }
}
