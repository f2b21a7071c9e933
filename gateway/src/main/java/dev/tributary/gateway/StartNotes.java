package dev.tributary.gateway;

import dev.tributary.deployment.Cloud;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.GatewayConfig.Storage;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.gateway.config.KeysetSource;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.config.ThisMachine;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator should know about a configuration that is allowed all the same. */
final class StartNotes {

    private static final Logger LOG = LoggerFactory.getLogger(StartNotes.class);

    private StartNotes() {}

    static void log(GatewayConfig config) {
        log(config.storage());
        config.sites().forEach(StartNotes::log);
        config.apps().forEach(StartNotes::log);
        config.sites().stream()
                .filter(site -> site.deployment() instanceof Cloud)
                .forEach(site -> logSharing(site, config.apps()));
        if ("https".equals(config.publicUrl().getScheme())
                && config.trustedProxies().isEmpty()
                && config.apps().stream().anyMatch(StartNotes::asksFromWhere)) {
            LOG.warn("Keys with 'from' see the server in front of the gateway only. Name it in trustedProxies.");
        }
    }

    private static void log(Storage storage) {
        if (storage.database() instanceof Database.File file && storage.keyset() instanceof KeysetSource.File keys) {
            Path database = file.path().toAbsolutePath().getParent();
            if (Objects.equals(database, keys.path().toAbsolutePath().getParent())) {
                LOG.warn(
                        "The keyset lies beside the database: whoever copies the directory {} has the tokens.",
                        database);
            }
        }
        if (storage.database() instanceof Database.Server server
                && !server.url().isGuarded()) {
            LOG.warn(
                    "Others on the way to the database {} may read along or stand in for it. Let the driver verify its"
                            + " certificate: sslmode=verify-full in store.url (sslMode for MariaDB).",
                    server.url().place());
        }
    }

    private static void log(SiteConfig site) {
        URI base = site.deployment().baseUrl();
        if ("http".equals(base.getScheme()) && !ThisMachine.is(base.getHost())) {
            LOG.warn("Tokens and secrets of site '{}' cross the network in clear: its base URL is http.", site.id());
        }
        if (site.simulator()) {
            LOG.warn("Site '{}' is a simulator, whose users and passwords everybody knows.", site.id());
        }
    }

    /** At Cloud a grant belongs to the registration, and grows with every consent, whoever asked for it. */
    private static void logSharing(SiteConfig site, List<AppConfig> apps) {
        List<String> sharing = apps.stream()
                .filter(app -> app.sites().contains(site.id()))
                .map(AppConfig::id)
                .sorted()
                .toList();
        if (sharing.size() > 1) {
            LOG.warn(
                    "The apps {} share the registration of Cloud site '{}': what a user grants to one, the tokens of the"
                            + " others may do as well. Give each owner a site with a registration of its own.",
                    sharing,
                    site.id());
        }
    }

    private static boolean asksFromWhere(AppConfig app) {
        IssuerConfig issuer = app.access().issuer();
        return app.access().keys().stream()
                        .anyMatch(key -> !key.allowance().from().isEmpty())
                || (issuer != null && !issuer.allowance().from().isEmpty());
    }

    private static void log(AppConfig app) {
        if (!app.keys().stream().allMatch(key -> key.isStrong())) {
            LOG.warn("App '{}' has a key shorter than 256 bits. Replace it: openssl rand -hex 32 makes one.", app.id());
        }
        if (app.may(Right.EXPORT)) {
            LOG.warn("App '{}' may take access tokens out of the gateway, which no policy guards any more.", app.id());
        }
        if (!app.paths().unsafe().isEmpty()) {
            LOG.warn("App '{}' may call paths that deal with credentials or administration.", app.id());
        }
    }
}
