package dev.tributary.spring.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a registration of Spring Security does not say of itself. All is optional: what is absent is taken from its addresses.
 *
 * @param site the id of the site at which its connections are kept
 * @param edition which server it is registered with
 * @param baseUrl the base URL of a Data Center with its context path, where the token endpoint is not below it
 * @param apiUrl the host of Confluence Cloud's API, where it is not Atlassian's own
 * @param cloudSite the one site of Cloud that users may be connected to, such as {@code https://acme.atlassian.net}
 * @param cloudId the cloud id of that site
 * @param revocationUri where the tokens of another server are revoked (RFC 7009)
 */
public record Hints(
        @Nullable String site,
        @Nullable Edition edition,
        @Nullable URI baseUrl,
        @Nullable URI apiUrl,
        @Nullable URI cloudSite,
        @Nullable String cloudId,
        @Nullable URI revocationUri) {

    /** Says nothing. */
    public static final Hints NONE = new Hints(null, null, null, null, null, null, null);

    /** Returns the name of the property that gives a registration this hint. */
    static String property(String registrationId, String hint) {
        return "tributary.bridge.registrations." + registrationId + "." + hint;
    }

    /** Which server a registration is with. */
    public enum Edition {
        /** Confluence Data Center. */
        DATACENTER,
        /** Confluence Cloud. */
        CLOUD,
        /** An OAuth 2.0 server that is no Confluence. */
        OTHER
    }
}
