package dev.tributary.cli.person;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Site;
import dev.tributary.http.Network;
import dev.tributary.http.Trust;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site as a person named it once, so that its name is enough from then on. The client secret is not in it.
 *
 * @param id its name
 * @param cloud whether it is Confluence Cloud
 * @param baseUrl the base URL of a Data Center, or where a simulated Atlassian is; absent for Atlassian's own
 * @param cloudSite the one site of Cloud that is meant; absent for any
 * @param clientId the client id
 * @param redirectUri the redirect URI as it was registered: on this machine
 * @param scopes what to ask for; empty for what is usual
 * @param simulator whether it is a simulator, which is refused otherwise
 * @param insecureHttp whether tokens may travel over http
 * @param way how to get there
 */
public record SavedSite(
        String id,
        boolean cloud,
        @Nullable URI baseUrl,
        @Nullable URI cloudSite,
        String clientId,
        URI redirectUri,
        List<String> scopes,
        boolean simulator,
        boolean insecureHttp,
        Way way) {

    private static final String AUDIENCE = "api.atlassian.com";

    /**
     * The way to a site.
     *
     * @param caBundle the certificates to trust there, in PEM; absent for the Java platform's
     * @param proxy the proxy in between, as host:port; absent for none
     */
    public record Way(@Nullable String caBundle, @Nullable String proxy) {}

    /** Checks what a hand could have changed. Throws {@link Misconfigured}. */
    public SavedSite {
        scopes = List.copyOf(scopes);
        if (cloud ? (baseUrl == null) == simulator : baseUrl == null) {
            throw fault(id, cloud ? "--base-url and --simulator go together at Cloud." : "It needs --base-url.");
        }
        if (baseUrl != null && !baseUrl.toString().contains("://")) {
            throw fault(id, "The scheme is missing in --base-url: write https://%s.".formatted(baseUrl));
        }
        if (baseUrl != null && !insecureHttp && !isSafe(baseUrl)) {
            throw fault(id, "Tokens travel over https only: correct --base-url, or accept --allow-insecure-http.");
        }
        if (!Loopback.isHere(redirectUri)) {
            throw fault(
                    id,
                    "The redirect URI has to be http, with a port, on this machine: such as http://localhost:8765/callback.");
        }
    }

    private static boolean isSafe(URI url) {
        return "https".equals(url.getScheme()) || Loopback.isLocal(url.getHost());
    }

    private static Misconfigured fault(String id, String what) {
        return new Misconfigured("site " + id, what);
    }

    /** Returns it as the library knows it. Throws {@link Misconfigured} where it is none. */
    public Site with(Secret clientSecret) {
        try {
            return new Site(id, deployment(), new ClientRegistration(clientId, clientSecret, redirectUri, scopes));
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("site " + id, String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns which Confluence it is. */
    Deployment deployment() {
        if (!cloud) {
            return DataCenter.at(address());
        }
        return new Cloud(baseUrl == null ? Cloud.Hosts.ATLASSIAN : simulated(baseUrl), cloudSite, true);
    }

    private URI address() {
        if (baseUrl == null) {
            throw fault(id, "It needs --base-url.");
        }
        return baseUrl;
    }

    private static Cloud.Hosts simulated(URI base) {
        return new Cloud.Hosts(base, base, AUDIENCE, URI.create(base + "/manage-profile/apps"));
    }

    /** Returns how to get there. Throws {@link Misconfigured} where the proxy is no address. */
    Network network() {
        Network direct = Network.DIRECT;
        String bundle = way.caBundle();
        Network trusting = bundle == null ? direct : direct.trusting(Trust.caBundle(Path.of(bundle)));
        String proxy = way.proxy();
        return proxy == null ? trusting : trusting.through(address(proxy));
    }

    private InetSocketAddress address(String proxy) {
        URI uri = URI.create("http://" + proxy);
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw fault(id, "The proxy has to be host:port, such as proxy.example.org:3128.");
        }
        return InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort());
    }
}
