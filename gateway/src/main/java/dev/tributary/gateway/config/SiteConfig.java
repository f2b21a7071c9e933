package dev.tributary.gateway.config;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Confluence that the gateway is registered with.
 *
 * @param id its name
 * @param deployment which Confluence
 * @param client the gateway's registration there
 * @param network the way there
 * @param simulator whether it is a simulator, which is refused otherwise
 */
public record SiteConfig(String id, Deployment deployment, Client client, Network network, boolean simulator) {

    /**
     * The gateway's registration at a site.
     *
     * @param id the client id
     * @param secret the client secret
     * @param scopes what to ask for where an application names nothing; empty for the deployment's default
     * @param otherSecret a second secret, while the first is being replaced; absent for none
     */
    public record Client(
            String id,
            Secret secret,
            List<String> scopes,
            @Nullable Secret otherSecret) {

        /** Keeps its own copy. */
        public Client {
            scopes = List.copyOf(scopes);
        }

        /** Describes a registration with one secret. */
        public Client(String id, Secret secret, List<String> scopes) {
            this(id, secret, scopes, null);
        }
    }

    /**
     * The way to a site.
     *
     * @param caBundle the certificates to trust there instead of the platform's, in PEM; absent for the platform's
     * @param proxy the proxy in between; absent for none
     * @param connect how long to wait for a connection
     * @param answer how long to wait for an answer to a call of the flow or a renewal
     */
    public record Network(
            @Nullable Path caBundle, @Nullable InetSocketAddress proxy, Duration connect, Duration answer) {

        /** Directly, with the platform's trust, 5 s to connect and 15 s for an answer. */
        public static final Network DIRECT = new Network(null, null, Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    /** Returns the site as the library knows it, its callback at a gateway of that public URL. */
    public Site at(URI publicUrl) {
        URI callback = URI.create(publicUrl + "/callback/" + id);
        return new Site(
                id,
                deployment,
                new ClientRegistration(client.id, client.secret, callback, client.scopes, client.otherSecret));
    }
}
