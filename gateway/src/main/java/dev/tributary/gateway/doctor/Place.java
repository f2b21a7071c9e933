package dev.tributary.gateway.doctor;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.config.SiteConfig;
import java.net.URI;

/** A site as its configuration has it, and the names of its settings. */
record Place(SiteConfig config, Site site) {

    static Place of(SiteConfig config, URI publicUrl) {
        return new Place(config, config.at(publicUrl));
    }

    String id() {
        return config.id();
    }

    boolean isCloud() {
        return config.deployment() instanceof Cloud;
    }

    String base() {
        return config.deployment().baseUrl().toString();
    }

    String redirectUri() {
        return site.registration().redirectUri().toString();
    }

    String clientId() {
        return config.client().id();
    }

    /** Returns a setting of the site's own, such as {@code sites.wiki.simulator}. */
    String setting(String name) {
        return "sites." + id() + "." + name;
    }

    /** Returns a setting of its edition, such as {@code sites.wiki.dataCenter.clientId}. */
    String edition(String name) {
        return setting((isCloud() ? "cloud." : "dataCenter.") + name);
    }

    /** Returns where an administrator finds the registration. */
    String registration() {
        return isCloud()
                ? "the app in Atlassian's developer console"
                : "the application link (Administration, General configuration, Application links)";
    }
}
