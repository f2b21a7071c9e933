package dev.tributary.cli.demo;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.AppKey;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.GatewayConfig.Listen;
import dev.tributary.gateway.config.GatewayConfig.Storage;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The gateway's configuration in the demo: what a {@code tributary.yaml} would say. */
final class DemoConfig {

    static final String SITE = "wiki";
    static final String CLIENT = "docs-portal";
    private static final String APP = "docs-portal";
    private static final String COMMENTING = "write:comment:confluence";
    private static final List<String> CLOUD_SCOPES = List.of(
            "read:me",
            "read:confluence-user",
            "read:space:confluence",
            "read:page:confluence",
            "write:page:confluence",
            "search:confluence",
            COMMENTING);

    private DemoConfig() {}

    static GatewayConfig of(ConfluenceSimulator confluence, URI portal, DemoSecrets secrets, Workspace workspace) {
        return new GatewayConfig(
                URI.create("http://localhost:0"),
                new Listen("localhost", 0),
                storage(workspace.directory()),
                List.of(confluence.edition() == Edition.CLOUD ? cloud(confluence, secrets) : site(confluence, secrets)),
                List.of(app(portal, secrets)));
    }

    /** What the portal asks for at first; no more than it needs to begin with. Empty for all that it may. */
    static List<String> firstScopes(Edition edition) {
        return edition == Edition.CLOUD
                ? CLOUD_SCOPES.stream()
                        .filter(scope -> !scope.equals(COMMENTING))
                        .toList()
                : List.of();
    }

    private static Storage storage(Path directory) {
        return Storage.files(directory.resolve("data/tributary.db"), directory.resolve("keys/keyset.json"));
    }

    private static SiteConfig site(ConfluenceSimulator confluence, DemoSecrets secrets) {
        SiteConfig.Client client = new SiteConfig.Client(CLIENT, Secret.of(secrets.clientSecret()), List.of());
        return new SiteConfig(SITE, DataCenter.at(confluence.baseUrl()), client, SiteConfig.Network.DIRECT, true);
    }

    private static SiteConfig cloud(ConfluenceSimulator confluence, DemoSecrets secrets) {
        URI all = confluence.baseUrl();
        Cloud.Hosts hosts = new Cloud.Hosts(all, all, "api.atlassian.com", URI.create(all + "/manage-profile/apps"));
        SiteConfig.Client client = new SiteConfig.Client(CLIENT, Secret.of(secrets.clientSecret()), CLOUD_SCOPES);
        return new SiteConfig(SITE, new Cloud(hosts, null, true), client, SiteConfig.Network.DIRECT, true);
    }

    private static AppConfig app(URI portal, DemoSecrets secrets) {
        return new AppConfig(
                APP,
                List.of(AppKey.of(secrets.appKey())),
                Set.of(SITE),
                Set.of(Right.CONNECT, Right.PROXY),
                Set.of(portal + "/back", "http://127.0.0.1:" + portal.getPort() + "/back"),
                Map.of(),
                portal,
                AppConfig.Paths.USUAL);
    }
}
