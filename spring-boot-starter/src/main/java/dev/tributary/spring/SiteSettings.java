package dev.tributary.spring;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Site;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.spring.TributaryProperties.Edition;
import dev.tributary.spring.TributaryProperties.SiteProperties;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/** Makes sites of properties, and names the property where one cannot be made. */
final class SiteSettings {

    /** What stands in a path at the place of a site. */
    private static final Set<String> TAKEN = Set.of("callback", "connect", "disconnect");

    private static final Bindable<Map<String, SiteProperties>> SITES =
            Bindable.mapOf(String.class, SiteProperties.class);

    private final URI publicUrl;

    private SiteSettings(URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Returns the sites. Where there are none, no public URL is needed. */
    static List<Site> sites(TributaryProperties properties, Environment environment) {
        refuseUnknown(environment);
        if (properties.sites().isEmpty()) {
            return List.of();
        }
        SiteSettings settings = new SiteSettings(PublicUrl.of(properties.publicUrl(), environment));
        return properties.sites().entrySet().stream()
                .map(site -> settings.site(site.getKey(), site.getValue()))
                .toList();
    }

    /** A misspelt base URL would make a Data Center a Cloud. Throws what Spring Boot analyses when it cannot start. */
    private static void refuseUnknown(Environment environment) {
        Binder.get(environment)
                .bind(
                        "tributary.sites",
                        SITES,
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
    }

    private Site site(String id, SiteProperties properties) {
        String key = "tributary.sites." + id;
        if (TAKEN.contains(id)) {
            throw new Misconfigured(key, "The word is taken for paths. Choose another id for the site.");
        }
        Deployment deployment = deployment(key, properties);
        ClientRegistration registration = new ClientRegistration(
                required(key + ".client-id", properties.clientId()),
                secret(key + ".client-secret", properties.clientSecret()),
                URI.create(publicUrl + "/confluence/callback/" + id),
                properties.scopes());
        Secret other = properties.otherClientSecret();
        try {
            return new Site(id, deployment, other == null ? registration : registration.withOtherSecret(other));
        } catch (IllegalArgumentException e) {
            throw new Misconfigured(key, String.valueOf(e.getMessage()), e);
        }
    }

    private static Deployment deployment(String key, SiteProperties properties) {
        URI base = properties.baseUrl();
        try {
            if (properties.edition() == Edition.DATACENTER || (properties.edition() == null && base != null)) {
                if (base == null) {
                    throw new Misconfigured(
                            key + ".base-url", "A Data Center needs its base URL, such as https://wiki.example.com.");
                }
                return DataCenter.at(base);
            }
            Cloud.Hosts hosts =
                    base == null ? Cloud.Hosts.ATLASSIAN : new Cloud.Hosts(base, base, "api.atlassian.com", base);
            return new Cloud(hosts, properties.onlySite(), properties.onlyCloudId(), true);
        } catch (IllegalArgumentException e) {
            throw new Misconfigured(key + ".base-url", String.valueOf(e.getMessage()), e);
        }
    }

    private static String required(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw missing(key);
        }
        return value;
    }

    private static Secret secret(String key, @Nullable Secret value) {
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    private static Misconfigured missing(String key) {
        return new Misconfigured(
                key,
                "It is missing. Set it to what Confluence shows for the application's registration: at a Data Center"
                        + " under Administration, Application links, External application, Incoming.");
    }
}
