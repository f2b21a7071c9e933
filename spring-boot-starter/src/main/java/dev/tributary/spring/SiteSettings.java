package dev.tributary.spring;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import dev.tributary.spring.TributaryProperties.Edition;
import dev.tributary.spring.TributaryProperties.SiteProperties;
import dev.tributary.spring.fault.Faults;
import dev.tributary.spring.fault.WrongSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Makes sites of properties, and names the properties of which none can be made. */
final class SiteSettings {

    /** What stands in a path at the place of a site. */
    private static final Set<String> TAKEN = Set.of("callback", "connect", "disconnect");

    private static final String MISSING =
            "It is missing. Set it to what Confluence shows for the application's registration: at a Data Center under"
                    + " Administration, Application links, External application, Incoming; at Cloud under Settings of the OAuth 2.0"
                    + " integration in Atlassian's developer console.";

    /** Stands in for what is missing while the rest is looked at; nobody gets a site that has it. */
    private static final Secret NO_SECRET = Secret.of("missing");

    private final URI publicUrl;
    private final Faults faults;

    private SiteSettings(URI publicUrl, Faults faults) {
        this.publicUrl = publicUrl;
        this.faults = faults;
    }

    /** Returns the sites, and throws {@link WrongSettings} where one cannot be made. Where there are none, no public URL is needed. */
    static List<Site> sites(TributaryProperties properties, Environment environment) {
        Faults faults = new Faults();
        List<Site> sites = made(properties.sites(), properties.publicUrl(), environment, faults);
        faults.throwIfAny();
        return sites;
    }

    /** Notes why sites cannot be made. */
    static void check(
            Map<String, SiteProperties> sites, @Nullable URI publicUrl, Environment environment, Faults faults) {
        made(sites, publicUrl, environment, faults);
    }

    private static List<Site> made(
            Map<String, SiteProperties> sites, @Nullable URI publicUrl, Environment environment, Faults faults) {
        if (sites.isEmpty()) {
            return List.of();
        }
        URI address = faults.of(PublicUrl.KEY, () -> PublicUrl.of(publicUrl, environment))
                .orElse(URI.create("http://localhost"));
        SiteSettings settings = new SiteSettings(address, faults);
        return sites.entrySet().stream()
                .flatMap(site -> settings.site(site.getKey(), site.getValue()).stream())
                .toList();
    }

    private Optional<Site> site(String id, SiteProperties properties) {
        String key = "tributary.sites." + id;
        if (TAKEN.contains(id)) {
            faults.add(key, "The word is taken for paths. Choose another id for the site.");
        }
        Deployment deployment = deployment(key, properties);
        ClientRegistration registration = new ClientRegistration(
                clientId(key + ".client-id", properties.clientId()),
                clientSecret(key + ".client-secret", properties.clientSecret()),
                URI.create(publicUrl + "/confluence/callback/" + URLEncoder.encode(id, StandardCharsets.UTF_8)),
                properties.scopes());
        Secret other = properties.otherClientSecret();
        return faults.of(
                key,
                () -> new Site(id, deployment, other == null ? registration : registration.withOtherSecret(other)));
    }

    private Deployment deployment(String key, SiteProperties properties) {
        URI base = properties.baseUrl();
        boolean isDataCenter =
                properties.edition() == Edition.DATACENTER || (properties.edition() == null && base != null);
        return isDataCenter ? dataCenter(key + ".base-url", base) : cloud(key, properties);
    }

    private Deployment dataCenter(String property, @Nullable URI base) {
        if (base == null) {
            faults.add(property, "A Data Center needs its base URL, such as https://wiki.example.com.");
            return Cloud.atlassian();
        }
        return faults.<Deployment>of(property, () -> DataCenter.at(base)).orElseGet(Cloud::atlassian);
    }

    private Deployment cloud(String key, SiteProperties properties) {
        URI base = properties.baseUrl();
        Cloud.Hosts hosts = base == null
                ? Cloud.Hosts.ATLASSIAN
                : faults.of(key + ".base-url", () -> new Cloud.Hosts(base, base, "api.atlassian.com", base))
                        .orElse(Cloud.Hosts.ATLASSIAN);
        Optional<Cloud> bySite =
                faults.of(key + ".only-site", () -> new Cloud(hosts, properties.onlySite(), null, true));
        Optional<Cloud> byId =
                faults.of(key + ".only-cloud-id", () -> new Cloud(hosts, null, properties.onlyCloudId(), true));
        return bySite.isPresent() && byId.isPresent()
                ? new Cloud(hosts, properties.onlySite(), properties.onlyCloudId(), true)
                : Cloud.atlassian();
    }

    private String clientId(String property, @Nullable String value) {
        if (value == null || value.isBlank()) {
            faults.add(property, MISSING);
            return "missing";
        }
        return value;
    }

    private Secret clientSecret(String property, @Nullable Secret value) {
        if (value == null) {
            faults.add(property, MISSING);
            return NO_SECRET;
        }
        return value;
    }
}
