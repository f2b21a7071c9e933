package dev.tributary.gateway;

import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.GatewayConfig;
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
        Path database = config.storage().database().toAbsolutePath().getParent();
        Path keyset = config.storage().keyset().toAbsolutePath().getParent();
        if (Objects.equals(database, keyset)) {
            LOG.warn("The keyset lies beside the database: whoever copies the directory {} has the tokens.", database);
        }
        config.sites().forEach(StartNotes::log);
        config.apps().forEach(StartNotes::log);
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
