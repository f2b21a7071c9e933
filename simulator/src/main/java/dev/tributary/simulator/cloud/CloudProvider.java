package dev.tributary.simulator.cloud;

import dev.tributary.simulator.access.Sessions;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import dev.tributary.simulator.oauth.Clients;
import dev.tributary.simulator.oauth.Grants;
import dev.tributary.simulator.oauth.PendingConsents;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Atlassian's hosts as a whole: the authorization server, the API host and the sites, and the state behind them. */
public final class CloudProvider implements Routes {

    private final Clients clients;
    private final Sites sites = new Sites();
    private final CloudGrants grants;
    private final CloudCodes codes;
    private final PendingConsents<CloudAuthorization> pending;
    private final CloudAuthorize authorize;
    private final CloudConsent consent;
    private final CloudTokenEndpoint token;
    private final AccountApi account;
    private final ApiTokens apiTokens;
    private final ApiHost apiHost;
    private final SiteHost siteHost;

    /**
     * Makes a server that knows no app yet.
     *
     * @param secrets is told the kind and the value of each client secret and API token
     */
    public CloudProvider(Environment environment, Sessions sessions, BiConsumer<String, String> secrets) {
        this.clients = new Clients(secrets);
        this.grants = new CloudGrants(environment);
        this.codes = new CloudCodes(environment, grants);
        this.pending = new PendingConsents<>(environment.clock());
        this.authorize = new CloudAuthorize(environment, clients, pending);
        this.consent = new CloudConsent(environment, sessions, this);
        this.token = new CloudTokenEndpoint(environment, clients, sites, codes, grants);
        this.account = new AccountApi(environment, sites, grants);
        this.apiTokens = new ApiTokens(environment.clock(), secrets);
        SiteProducts products = new SiteProducts(environment);
        this.apiHost = new ApiHost(environment, sites, grants, apiTokens, products);
        this.siteHost = new SiteHost(environment, sessions, sites, apiTokens, products);
    }

    @Override
    public void addTo(Router router) {
        router.route("GET /authorize", authorize::authorize).route("POST /oauth/token", token::token);
        consent.addTo(router);
        account.addTo(router);
        apiHost.addTo(router);
        siteHost.addTo(router);
    }

    /** Returns the apps of the developer console. */
    public Clients clients() {
        return clients;
    }

    /** Returns the sites. */
    public Sites sites() {
        return sites;
    }

    /** Returns the API tokens. */
    public ApiTokens apiTokens() {
        return apiTokens;
    }

    /** Returns what users have allowed. */
    public Grants grants() {
        return grants;
    }

    PendingConsents<CloudAuthorization> pending() {
        return pending;
    }

    /** What the user just accepted, as a code for the app. */
    String consent(CloudAuthorization asked, User user, Optional<Site> site) {
        return codes.issue(asked, grants.consent(asked, user, site));
    }
}
