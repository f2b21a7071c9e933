package dev.tributary.spring;

import dev.tributary.model.Secret;
import dev.tributary.token.RenewalEngine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What connects an application to Confluence.
 *
 * @param sites each Confluence that the application is registered with, by its id.
 * @param publicUrl where browsers find the application, with its context path; http://localhost and the server's port by default.
 * @param keyset the keys that encrypt tokens, as a Tink keyset in JSON or that in Base64; instead of keyset-file.
 * @param keysetFile the file of the keys that encrypt tokens, made at the first start in a directory that only this user may enter.
 * @param store where connections are kept.
 * @param renewal how tokens are renewed.
 * @param serviceAccounts connections that no person stands behind, by the names of their beans.
 * @param endInSight how long before a connection ends that is announced.
 */
@ConfigurationProperties("tributary")
public record TributaryProperties(
        @DefaultValue Map<String, SiteProperties> sites,
        @Nullable URI publicUrl,
        @Nullable Secret keyset,
        @DefaultValue("tributary-keys/keyset.json") Path keysetFile,
        @DefaultValue StoreProperties store,
        @DefaultValue RenewalProperties renewal,
        @DefaultValue Map<String, ServiceAccountProperties> serviceAccounts,
        @DefaultValue("14d") Duration endInSight) {

    /** Which Confluence it is. */
    public enum Edition {
        /** In the user's own data center. */
        DATACENTER,
        /** Atlassian's. */
        CLOUD
    }

    /**
     * One Confluence, and the application's registration there.
     *
     * @param baseUrl the base URL of a Data Center, with its context path; absent for Confluence Cloud.
     * @param edition which Confluence it is; Cloud by default where there is no base URL.
     * @param clientId the client id of the registration.
     * @param clientSecret the client secret of the registration.
     * @param otherClientSecret a second secret, while the first is being replaced.
     * @param scopes what to ask for; the edition's default where it is empty.
     * @param onlySite the one site of Confluence Cloud that users may be connected to, by its address; any by default.
     * @param onlyCloudId the same by its cloud id.
     */
    public record SiteProperties(
            @Nullable URI baseUrl,
            @Nullable Edition edition,
            @Nullable String clientId,
            @Nullable Secret clientSecret,
            @Nullable Secret otherClientSecret,
            @DefaultValue List<String> scopes,
            @Nullable URI onlySite,
            @Nullable String onlyCloudId) {

        /** Nothing is set. */
        static final SiteProperties NONE = new SiteProperties(null, null, null, null, null, List.of(), null, null);
    }

    /**
     * Where connections are kept.
     *
     * @param sqliteFile the SQLite file that keeps them where the application has no DataSource, in a directory that only this user may enter.
     */
    public record StoreProperties(
            @DefaultValue("tributary-data/tributary.db") Path sqliteFile) {}

    /**
     * How tokens are renewed.
     *
     * @param remembered how many connections are kept in memory, at some 1800 bytes each.
     * @param threads how many threads ask the store.
     */
    public record RenewalProperties(
            @DefaultValue("100000") long remembered,
            @DefaultValue("8") int threads) {

        RenewalEngine.Settings settings() {
            RenewalEngine.Settings usual = RenewalEngine.Settings.DEFAULT;
            return new RenewalEngine.Settings(usual.timing(), remembered, threads, usual.clock());
        }
    }

    /**
     * A connection by a registration that is a service account's.
     *
     * @param site the id of the site whose registration it is.
     * @param scopes what to ask for at a Data Center; the site's where it is empty.
     */
    public record ServiceAccountProperties(
            @Nullable String site, @DefaultValue List<String> scopes) {}
}
