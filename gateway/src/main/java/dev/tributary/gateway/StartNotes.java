package dev.tributary.gateway;

import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.GatewayConfig.Storage;
import dev.tributary.gateway.config.KeysetSource;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.config.ThisMachine;
import java.net.URI;
import java.nio.file.Path;
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

    private static void log(AppConfig app) {
        if (!app.keys().stream().allMatch(key -> key.isStrong())) {
            LOG.warn("App '{}' has a key shorter than 256 bits. Replace it: openssl rand -hex 32 makes one.", app.id());
        }
        if (!app.paths().unsafe().isEmpty()) {
            LOG.warn("App '{}' may call paths that deal with credentials or administration.", app.id());
        }
    }
}
