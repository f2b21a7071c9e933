package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Caller.How;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The provider as a whole: its endpoints, and the state behind them. */
public final class OAuthProvider implements Routes {

    private final Clients clients;
    private final DataCenterGrants grants;
    private final Codes codes;
    private final PendingConsents<Authorization> pending;
    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint token;

    /**
     * Makes a provider that knows no client yet.
     *
     * @param secrets is told the kind and the value of each client secret
     */
    public OAuthProvider(Environment environment, BiConsumer<String, String> secrets) {
        this.clients = new Clients(secrets);
        this.grants = new DataCenterGrants(environment);
        this.codes = new Codes(environment, grants);
        this.pending = new PendingConsents<>(environment.clock());
        this.authorize = new AuthorizeEndpoint(environment, clients, pending);
        this.token = new TokenEndpoint(environment, clients, codes, grants);
    }

    @Override
    public void addTo(Router router) {
        for (String version : new String[] {"latest", "1.0"}) {
            router.route("GET /rest/oauth2/" + version + "/authorize", authorize::authorize)
                    .route("POST /rest/oauth2/" + version + "/token", token::token)
                    .route("POST /rest/oauth2/" + version + "/revoke", token::revoke);
        }
    }

    /** Returns who an access token stands for while it works. */
    public Optional<Caller> caller(String accessToken) {
        return grants.find(accessToken)
                .map(terms -> new Caller(terms.user(), terms.scope(), terms.service() ? How.SERVICE : How.OAUTH));
    }

    /** Returns the application links. */
    public Clients clients() {
        return clients;
    }

    /** Returns the grants. */
    public Grants grants() {
        return grants;
    }

    /** Returns the authorization codes. */
    public Codes codes() {
        return codes;
    }

    /** Returns the requests that wait for consent. */
    public PendingConsents<Authorization> pending() {
        return pending;
    }
}
