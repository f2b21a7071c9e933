package dev.tributary.spring.security;

import dev.tributary.deployment.ClientProof;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Endpoints;
import dev.tributary.deployment.OAuthServer;
import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import dev.tributary.spring.fault.Faults;
import dev.tributary.spring.security.Hints.Edition;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ProviderDetails;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.util.UriComponentsBuilder;

/** Puts a registration of Spring Security into the words of a site, and notes why that cannot be. */
final class Translation {

    private static final Pattern DATA_CENTER = Pattern.compile("(https?://.+?)/rest/oauth2/[^/]+/token");
    private static final String CLOUD_TOKENS = "/oauth/token";
    private static final Map<String, Cloud.Hosts> CLOUDS = Map.of(
            Cloud.Hosts.ATLASSIAN.auth() + CLOUD_TOKENS,
            Cloud.Hosts.ATLASSIAN,
            Cloud.Hosts.US_GOVERNMENT.auth() + CLOUD_TOKENS,
            Cloud.Hosts.US_GOVERNMENT);

    private static final Map<ClientAuthenticationMethod, ClientProof> PROOFS = Map.of(
            ClientAuthenticationMethod.CLIENT_SECRET_POST, ClientProof.POST,
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientProof.BASIC,
            ClientAuthenticationMethod.NONE, ClientProof.NONE);

    private final ClientRegistration registration;
    private final ProviderDetails provider;
    private final Hints hints;
    private final URI publicUrl;
    private final Faults faults;

    Translation(ClientRegistration registration, Hints hints, URI publicUrl, Faults faults) {
        this.registration = registration;
        this.provider = registration.getProviderDetails();
        this.hints = hints;
        this.publicUrl = publicUrl;
        this.faults = faults;
    }

    /** Returns why a registration cannot be bridged; empty if it can. */
    Optional<String> obstacle() {
        AuthorizationGrantType grant = registration.getAuthorizationGrantType();
        ClientAuthenticationMethod method = registration.getClientAuthenticationMethod();
        if (!grant.equals(AuthorizationGrantType.AUTHORIZATION_CODE)
                && !grant.equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            return Optional.of("its grant type is " + grant.getValue()
                    + ", whose tokens are asked for with what a caller brings along");
        }
        if (!PROOFS.containsKey(method)) {
            return Optional.of("its client authenticates by " + method.getValue()
                    + "; client_secret_basic, client_secret_post and none can be bridged");
        }
        boolean isPublic = method.equals(ClientAuthenticationMethod.NONE);
        if (registration.getClientSecret().isEmpty() && !isPublic) {
            return Optional.of("it has no client secret, and its client authenticates by " + method.getValue());
        }
        return isPublic && edition() != Edition.OTHER
                ? Optional.of("it has no client secret, and Confluence knows no clients without one")
                : Optional.empty();
    }

    /** Returns the site; nothing, and faults, where a property is missing or wrong. Throws {@link IllegalArgumentException} for the rest. */
    Optional<Site> site() {
        Optional<? extends Deployment> deployment = deployment();
        Deployment standIn = Cloud.atlassian();
        dev.tributary.deployment.ClientRegistration client = client();
        return of("site", () -> new Site(siteId(), deployment.isPresent() ? deployment.get() : standIn, client))
                .filter(site -> deployment.isPresent());
    }

    String siteId() {
        return hints.site() != null ? hints.site() : SiteIds.of(registration.getRegistrationId());
    }

    /** Returns a sentence that says why it may be another server, and what to do then: Atlassian's others have the same token path. */
    Optional<String> doubt() {
        return hints.edition() == null && edition() == Edition.DATACENTER
                ? Optional.of(
                        " That is what its token endpoint tells, whose path Jira and Bitbucket have too: if it is with one of these, set tributary.bridge.registrations.%s.edition to other."
                                .formatted(registration.getRegistrationId()))
                : Optional.empty();
    }

    /** Says which server it is: by its token endpoint, whose path is Confluence's and that of Atlassian's other products. */
    Edition edition() {
        if (hints.edition() != null) {
            return hints.edition();
        }
        if (CLOUDS.containsKey(provider.getTokenUri())) {
            return Edition.CLOUD;
        }
        return DATA_CENTER.matcher(provider.getTokenUri()).matches() ? Edition.DATACENTER : Edition.OTHER;
    }

    private Optional<? extends Deployment> deployment() {
        return switch (edition()) {
            case DATACENTER -> dataCenter();
            case CLOUD -> cloud();
            case OTHER -> Optional.of(other());
        };
    }

    private Optional<DataCenter> dataCenter() {
        Matcher known = DATA_CENTER.matcher(provider.getTokenUri());
        if (hints.baseUrl() == null && !known.matches()) {
            return missing("base-url", "The token endpoint does not tell the base URL of the Data Center. Set it.");
        }
        URI base = hints.baseUrl() != null ? hints.baseUrl() : URI.create(known.group(1));
        return of("base-url", () -> DataCenter.at(base)).map(this::withEndpoints);
    }

    private DataCenter withEndpoints(DataCenter usual) {
        Endpoints there = usual.endpoints();
        URI authorize = uri(provider.getAuthorizationUri());
        return new DataCenter(
                usual.baseUrl(),
                new Endpoints(
                        authorize == null ? there.authorize() : authorize,
                        URI.create(provider.getTokenUri()),
                        hints.revocationUri() == null ? there.revoke() : hints.revocationUri(),
                        there.whoAmI(),
                        there.personalTokens()));
    }

    private Optional<Cloud> cloud() {
        Optional<Cloud.Hosts> hosts = hosts();
        Cloud.Hosts known = hosts.orElse(Cloud.Hosts.ATLASSIAN);
        Optional<Cloud> cloud = of("cloud-site", () -> new Cloud(known, hints.cloudSite(), true));
        URI site = cloud.map(Cloud::onlySite).orElse(null);
        return of("cloud-id", () -> new Cloud(known, site, hints.cloudId(), true))
                .filter(whole -> hosts.isPresent() && cloud.isPresent());
    }

    private Optional<Cloud.Hosts> hosts() {
        String token = provider.getTokenUri();
        Cloud.Hosts known = CLOUDS.get(token);
        if (known != null && hints.apiUrl() == null) {
            return Optional.of(known);
        }
        URI api = hints.apiUrl();
        if (api == null) {
            return missing("api-url", "The token endpoint does not tell where the API of Confluence Cloud is. Set it.");
        }
        if (!token.endsWith(CLOUD_TOKENS)) {
            return missing(
                    "edition",
                    "The token endpoint of Confluence Cloud ends with " + CLOUD_TOKENS
                            + ". Set this to what it is, or correct that.");
        }
        // What is wrong with the registration's own address is not said of the property.
        Cloud.Hosts auth = hosts(
                URI.create(token.substring(0, token.length() - CLOUD_TOKENS.length())), Cloud.Hosts.ATLASSIAN.api());
        return of("api-url", () -> hosts(auth.auth(), api));
    }

    private static Cloud.Hosts hosts(URI auth, URI api) {
        return new Cloud.Hosts(auth, api, Objects.requireNonNullElse(api.getHost(), ""), auth);
    }

    private OAuthServer other() {
        Object announced = provider.getConfigurationMetadata().get("revocation_endpoint");
        URI revoke = hints.revocationUri() != null ? hints.revocationUri() : uri(announced);
        return OAuthServer.at(
                uri(provider.getAuthorizationUri()),
                URI.create(provider.getTokenUri()),
                revoke,
                PROOFS.getOrDefault(registration.getClientAuthenticationMethod(), ClientProof.POST));
    }

    private dev.tributary.deployment.ClientRegistration client() {
        List<String> scopes = List.copyOf(registration.getScopes());
        String id = registration.getClientId();
        return registration.getClientSecret().isEmpty()
                ? dev.tributary.deployment.ClientRegistration.withoutSecret(id, redirectUri(), scopes)
                : new dev.tributary.deployment.ClientRegistration(
                        id, Secret.of(registration.getClientSecret()), redirectUri(), scopes);
    }

    /** As Spring Security expands it, but from the configured address instead of a request's. */
    private URI redirectUri() {
        String template = registration.getRedirectUri();
        if (template == null || template.isEmpty()) {
            return publicUrl;
        }
        String path = Objects.requireNonNullElse(publicUrl.getRawPath(), "");
        int port = publicUrl.getPort();
        return UriComponentsBuilder.fromUriString(template)
                .buildAndExpand(Map.of(
                        "registrationId", registration.getRegistrationId(),
                        "baseUrl", publicUrl.toString(),
                        "baseScheme", publicUrl.getScheme(),
                        "baseHost", publicUrl.getHost(),
                        "basePort", port < 0 ? "" : ":" + port,
                        "basePath", path,
                        "action", "login"))
                .toUri();
    }

    private static @Nullable URI uri(@Nullable Object text) {
        return text == null || text.toString().isEmpty() ? null : URI.create(text.toString());
    }

    private <T> Optional<T> missing(String hint, String whatAndRemedy) {
        faults.add(Hints.property(registration.getRegistrationId(), hint), whatAndRemedy);
        return Optional.empty();
    }

    private <T> Optional<T> of(String hint, Supplier<T> made) {
        return faults.of(Hints.property(registration.getRegistrationId(), hint), made);
    }
}
