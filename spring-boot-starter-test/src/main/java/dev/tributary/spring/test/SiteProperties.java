package dev.tributary.spring.test;

import dev.tributary.simulator.ConfluenceSimulator;
import java.util.Map;

/** The application's settings of a site that is a simulator. */
final class SiteProperties {

    private SiteProperties() {}

    static Map<String, Object> of(String site, ConfluenceSimulator confluence, String client, String secret) {
        String prefix = "tributary.sites." + site + ".";
        Map<String, Object> always = Map.of(prefix + "client-id", client, prefix + "client-secret", secret);
        return always;
    }
}
