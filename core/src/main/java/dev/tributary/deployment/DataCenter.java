package dev.tributary.deployment;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Confluence Data Center 7.17 or later.
 *
 * @param baseUrl the base URL with its context path
 * @param endpoints where to ask what
 * @param dialect how it speaks where servers differ
 * @param basicPasswords whether users may be connected by name and password, which the application then keeps
 * @see <a href="https://confluence.atlassian.com/doc/confluence-oauth-2-0-provider-api-1115659070.html">Confluence OAuth 2.0
 *     provider API</a>
 */
public record DataCenter(URI baseUrl, Endpoints endpoints, Dialect dialect, boolean basicPasswords)
        implements Deployment {

    private static final Duration NINETY_DAYS = Duration.ofDays(90);

    /** Removes a slash at the end, and checks that the base URL is an absolute http or https one. */
    public DataCenter {
        baseUrl = BaseUrls.canonical(baseUrl);
    }

    /** Takes endpoints and a dialect of one's own, and no passwords. */
    public DataCenter(URI baseUrl, Endpoints endpoints, Dialect dialect) {
        this(baseUrl, endpoints, dialect, false);
    }

    /** Takes endpoints of one's own, and the dialect of every Data Center. */
    public DataCenter(URI baseUrl, Endpoints endpoints) {
        this(baseUrl, endpoints, Dialect.dataCenter(BaseUrls.canonical(baseUrl)));
    }

    /** Returns the deployment at a base URL, its endpoints where every Data Center has them. */
    public static DataCenter at(URI baseUrl) {
        URI base = BaseUrls.canonical(baseUrl);
        return new DataCenter(
                base,
                new Endpoints(
                        URI.create(base + "/rest/oauth2/latest/authorize"),
                        URI.create(base + "/rest/oauth2/latest/token"),
                        URI.create(base + "/rest/oauth2/latest/revoke"),
                        URI.create(base + "/rest/api/user/current"),
                        URI.create(base + "/rest/pat/latest/tokens")));
    }

    /**
     * Returns the same deployment, where users may be connected by name and password. Those have no scopes and no end, and open
     * whatever else they are used for: prefer a consent, or personal access tokens.
     */
    public DataCenter allowingBasicPasswords() {
        return new DataCenter(baseUrl, endpoints, dialect, true);
    }

    @Override
    public boolean isHome(URI origin) {
        return origin.equals(baseUrl);
    }

    @Override
    public List<String> defaultScopes() {
        return List.of("WRITE");
    }

    @Override
    public Duration idleLife() {
        return NINETY_DAYS;
    }

    /** The user's settings, whose address is the same in every version; "Authorised applications" is in its menu. */
    @Override
    public URI authorizationsPage() {
        return URI.create(baseUrl + "/users/viewmysettings.action");
    }
}
