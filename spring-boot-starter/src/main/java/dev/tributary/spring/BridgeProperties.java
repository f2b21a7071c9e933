package dev.tributary.spring;

import dev.tributary.spring.security.BridgeScope;
import dev.tributary.spring.security.Hints;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the bridge to Spring Security's OAuth client.
 *
 * @param enabled whether Spring Security's clients are kept as connections
 * @param only the ids of the registrations that are bridged; all that can be, where none is named
 * @param refuseUnbound whether to refuse whoever comes back from a consent of which nobody has written down who asked for it; otherwise the
 *     log warns, and whoever is signed in then is connected
 * @param registrations what registrations do not say of themselves, by their ids
 * @param importing how the table is taken over in which Spring Security kept clients before
 */
@ConfigurationProperties("tributary.bridge")
public record BridgeProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue Set<String> only,
        @DefaultValue("false") boolean refuseUnbound,
        @DefaultValue Map<String, Registration> registrations,

        @org.springframework.boot.context.properties.bind.Name("import") @DefaultValue
        Import importing) {

    /**
     * What a registration does not say of itself.
     *
     * @param site the id of the site at which its connections are kept; by default the registration's own, if it fits
     * @param edition which server it is registered with; by default what its token endpoint tells
     * @param baseUrl the base URL of a Data Center, where its token endpoint is elsewhere
     * @param apiUrl the host of Confluence Cloud's API, where it is not Atlassian's own
     * @param cloudSite the one site of Confluence Cloud that users may be connected to, such as https://acme.atlassian.net
     * @param cloudId the cloud id of that site
     * @param revocationUri where the tokens of another server are revoked; by default what its metadata say
     */
    public record Registration(
            @Nullable String site,
            Hints.@Nullable Edition edition,
            @Nullable URI baseUrl,
            @Nullable URI apiUrl,
            @Nullable URI cloudSite,
            @Nullable String cloudId,
            @Nullable URI revocationUri) {

        Hints hints() {
            return new Hints(site, edition, baseUrl, apiUrl, cloudSite, cloudId, revocationUri);
        }
    }

    /**
     * The import.
     *
     * @param run whether to import when the application has started, and to end it then: with 0 when all is taken, 3 when rows are left, 4
     *     when it was stopped
     * @param table the name of the table
     * @param zone the time zone in which the application wrote it, such as Europe/Berlin; by default that of this JVM
     */
    public record Import(
            @DefaultValue("false") boolean run,
            @DefaultValue("oauth2_authorized_client") String table,
            @Nullable ZoneId zone) {

        ZoneId zoneOr(ZoneId usual) {
            return zone == null ? usual : zone;
        }
    }

    BridgeScope scope(URI publicUrl, Set<String> taken) {
        Map<String, Hints> hints = registrations.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().hints()));
        return new BridgeScope(only, hints, publicUrl, taken);
    }
}
