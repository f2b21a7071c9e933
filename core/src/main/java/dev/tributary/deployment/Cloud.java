package dev.tributary.deployment;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Confluence Cloud, where one registration serves every site: users choose theirs when they consent, and each connection keeps
 * the choice.
 *
 * @param hosts where Atlassian's servers are
 * @param onlySite the one site that users may be connected to, such as {@code https://acme.atlassian.net}; absent for any
 * @param onlyCloudId the cloud id of that one site; absent for any
 * @param offlineAccess whether to ask for a refresh token; without one a user consents again each hour
 * @see <a href="https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/">OAuth 2.0 (3LO) apps</a>
 */
public record Cloud(
        Hosts hosts, @Nullable URI onlySite, @Nullable String onlyCloudId, boolean offlineAccess)
        implements Deployment {

    private static final Duration NINETY_DAYS = Duration.ofDays(90);
    /** The scope that brings a refresh token; asked for by {@code offlineAccess}, never by itself. */
    public static final String OFFLINE_ACCESS = "offline_access";

    private static final Pattern CLOUD_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /**
     * Where Atlassian's servers are.
     *
     * @param auth the authorization server
     * @param api the one host of every site's API; tokens go to its origin only
     * @param audience what tokens are asked for
     * @param account where users see which apps they have let in
     * @param media where attachments are kept, to which downloads are redirected
     */
    public record Hosts(URI auth, URI api, String audience, URI account, List<URI> media) {

        /** Atlassian's commercial cloud. */
        public static final Hosts ATLASSIAN = new Hosts(
                URI.create("https://auth.atlassian.com"),
                URI.create("https://api.atlassian.com"),
                "api.atlassian.com",
                URI.create("https://id.atlassian.com/manage-profile/apps"),
                List.of(URI.create("https://api.media.atlassian.com")));

        /** Atlassian Government Cloud. */
        public static final Hosts US_GOVERNMENT = new Hosts(
                URI.create("https://auth.atlassian-us-gov-mod.com"),
                URI.create("https://api.atlassian-us-gov-mod.com"),
                "api.atlassian-us-gov-mod.com",
                URI.create("https://id.atlassian-us-gov-mod.com/manage-profile/apps"),
                List.of(URI.create("https://api.media.atlassian-us-gov-mod.com")));

        /** Takes the addresses without a slash at the end, and checks that they are absolute http or https ones. */
        public Hosts {
            auth = BaseUrls.canonical(auth);
            api = BaseUrls.canonical(api, "The address of the API", "https://api.atlassian.com");
            media = media.stream().map(BaseUrls::canonical).toList();
        }

        /** Takes attachments to be kept where the API is. */
        public Hosts(URI auth, URI api, String audience, URI account) {
            this(auth, api, audience, account, List.of(api));
        }
    }

    /** Checks and shortens the site's address, and checks its cloud id. */
    public Cloud {
        onlySite = onlySite == null
                ? null
                : BaseUrls.canonical(onlySite, "The address of a site", "https://acme.atlassian.net");
        if (onlyCloudId != null && !CLOUD_ID.matcher(onlyCloudId).matches()) {
            throw new IllegalArgumentException("A cloud id has letters, digits and hyphens only.");
        }
    }

    /** Takes a site by its address alone. */
    public Cloud(Hosts hosts, @Nullable URI onlySite, boolean offlineAccess) {
        this(hosts, onlySite, null, offlineAccess);
    }

    /** Returns Atlassian's cloud, any site, with refresh tokens. */
    public static Cloud atlassian() {
        return new Cloud(Hosts.ATLASSIAN, null, true);
    }

    @Override
    public URI baseUrl() {
        return hosts.api();
    }

    /** The API host's part of a site; or the one site's own address, where API tokens without scopes are for. */
    @Override
    public boolean isHome(URI origin) {
        return origin.equals(onlySite) || isAtApiHost(origin);
    }

    private boolean isAtApiHost(URI origin) {
        String prefix = hosts.api() + "/ex/confluence/";
        String address = origin.toString();
        return address.startsWith(prefix)
                && CLOUD_ID.matcher(address.substring(prefix.length())).matches();
    }

    /** Atlassian has more than one such host, and may have others tomorrow; what is there is for whoever has the link. */
    @Override
    public boolean mayKeepFilesAt(URI address) {
        boolean isPlain = address.getHost() != null && address.getRawUserInfo() == null;
        return isPlain && ("https".equalsIgnoreCase(address.getScheme()) || isMedia(address));
    }

    private boolean isMedia(URI address) {
        String prefix = address.getScheme() + "://" + address.getRawAuthority();
        return media().stream().anyMatch(origin -> origin.toString().equalsIgnoreCase(prefix));
    }

    @Override
    public List<URI> media() {
        return hosts.media();
    }

    /**
     * Returns where the calls of a site go.
     *
     * <p>Throws {@link IllegalArgumentException} for an id that is none.
     */
    public URI origin(String cloudId) {
        URI origin = URI.create(
                hosts.api() + "/ex/confluence/" + (CLOUD_ID.matcher(cloudId).matches() ? cloudId : ""));
        if (!isAtApiHost(origin)) {
            throw new IllegalArgumentException("That is no id of a site.");
        }
        return origin;
    }

    @Override
    public Endpoints endpoints() {
        return new Endpoints(
                URI.create(hosts.auth() + "/authorize?audience=" + hosts.audience() + "&prompt=consent"),
                URI.create(hosts.auth() + "/oauth/token"),
                null,
                URI.create(hosts.api() + "/me"),
                null);
    }

    @Override
    public Optional<URI> resources() {
        return Optional.of(URI.create(hosts.api() + "/oauth/token/accessible-resources"));
    }

    @Override
    public Dialect dialect() {
        return Dialect.cloud(hosts.auth());
    }

    @Override
    public List<String> defaultScopes() {
        return List.of(
                "read:me",
                "read:page:confluence",
                "write:page:confluence",
                "read:space:confluence",
                "read:comment:confluence",
                "write:comment:confluence",
                "read:attachment:confluence",
                "read:label:confluence",
                "search:confluence");
    }

    /** Without it no refresh token comes. */
    @Override
    public List<String> asked(List<String> scopes) {
        if (!offlineAccess || scopes.contains(OFFLINE_ACCESS)) {
            return scopes;
        }
        List<String> all = new ArrayList<>(scopes);
        all.add(OFFLINE_ACCESS);
        return List.copyOf(all);
    }

    @Override
    public Duration idleLife() {
        return NINETY_DAYS;
    }

    @Override
    public URI authorizationsPage() {
        return hosts.account();
    }
}
