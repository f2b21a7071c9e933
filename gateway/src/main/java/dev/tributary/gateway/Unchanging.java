package dev.tributary.gateway;

import dev.tributary.deployment.Cloud;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.model.Misconfigured;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of a configuration holds until the gateway is restarted. */
final class Unchanging {

    private Unchanging() {}

    /** Throws {@link Misconfigured} where a configuration cannot take another one's place while the gateway runs. */
    static void check(GatewayConfig now, GatewayConfig next) {
        check("publicUrl", now.publicUrl(), next.publicUrl());
        check("listen", now.listen(), next.listen());
        check("store", now.storage().database(), next.storage().database());
        check("keyset", now.storage().keyset(), next.storage().keyset());
        check("audit", now.audit(), next.audit());
        check("webhooks", now.webhooks(), next.webhooks());
        check("tls", now.tls(), next.tls());
        check("management", now.running().management(), next.running().management());
        check("drain", now.running().drain(), next.running().drain());
        check("logs", now.running().logs(), next.running().logs());
        check("tracing", now.running().tracing(), next.running().tracing());
        next.sites()
                .forEach(site -> now.sites().stream()
                        .filter(former -> former.id().equals(site.id()))
                        .forEach(former -> checkAddress(former, site)));
    }

    /** Grants that are waiting to be confirmed, and flows under way, came from the former address. */
    private static void checkAddress(SiteConfig now, SiteConfig next) {
        String where = "sites." + next.id() + (next.deployment() instanceof Cloud ? ".cloud" : ".dataCenter.baseUrl");
        check(where, address(now), address(next));
    }

    private static Object address(SiteConfig site) {
        return site.deployment() instanceof Cloud cloud
                ? cloud.hosts()
                : site.deployment().baseUrl();
    }

    private static void check(String key, @Nullable Object now, @Nullable Object next) {
        if (!Objects.equals(now, next)) {
            throw new Misconfigured(
                    key,
                    "'" + key + "' cannot be changed while the gateway runs, and nothing of the file is in force. Undo"
                            + " that change, or restart the gateway.");
        }
    }
}
