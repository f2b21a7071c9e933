package dev.tributary;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.store.Store;
import dev.tributary.token.RenewalEngine;
import java.net.URI;
import java.util.List;

/** An application at its desk: one site at a simulator, one library, and users with browsers who come by. */
final class Desk implements AutoCloseable {

    static final String REDIRECT = "http://localhost:8080/callback";

    final ConfluenceSimulator confluence;
    final Tributary tributary;

    Desk(ConfluenceSimulator confluence) {
        this(confluence, wiki("wiki", confluence));
    }

    Desk(ConfluenceSimulator confluence, Site... sites) {
        this(confluence, builder(confluence).sites(List.of(sites)));
    }

    Desk(ConfluenceSimulator confluence, Store store) {
        this(confluence, builder(confluence).site(wiki("wiki", confluence)).store(store));
    }

    Desk(ConfluenceSimulator confluence, Store store, RenewalEngine.Settings renewal) {
        this(
                confluence,
                builder(confluence).site(wiki("wiki", confluence)).store(store).renewal(renewal));
    }

    /** An application whose operator set that client secret. */
    static Desk withSecret(ConfluenceSimulator confluence, Store store, RenewalEngine.Settings renewal, String secret) {
        ClientRegistration registration =
                new ClientRegistration("tributary", Secret.of(secret), URI.create(REDIRECT), List.of());
        return new Desk(
                confluence,
                builder(confluence)
                        .site(Site.dataCenter("wiki", confluence.baseUrl(), registration))
                        .store(store)
                        .renewal(renewal));
    }

    private Desk(ConfluenceSimulator confluence, TributaryBuilder builder) {
        this.confluence = confluence;
        this.tributary = builder.build();
    }

    private static TributaryBuilder builder(ConfluenceSimulator confluence) {
        return Tributary.builder().clock(confluence.clock());
    }

    static Site wiki(String id, ConfluenceSimulator confluence) {
        return Site.dataCenter(id, confluence.baseUrl(), registration(List.of()));
    }

    static ClientRegistration registration(List<String> scopes) {
        return new ClientRegistration("tributary", Secret.of("tributary-secret"), URI.create(REDIRECT), scopes);
    }

    /** Lets that user of Confluence approve, and returns what arrives at the redirect URI. */
    static Callback approved(String user, AuthorizationRequest request) {
        return arrived(new SimulatedBrowser(user, user).approve(request.uri(), REDIRECT), request.browser());
    }

    static Callback denied(String user, AuthorizationRequest request) {
        return arrived(new SimulatedBrowser(user, user).deny(request.uri(), REDIRECT), request.browser());
    }

    static Callback arrived(URI redirect, Secret browser) {
        return Callback.of("wiki", redirect.getRawQuery(), browser);
    }

    AuthorizationRequest begin(String user) {
        return tributary.authorize(user, "wiki").begin();
    }

    /** Connects a user of the application who has the same name and password in Confluence. */
    Connection connect(String user) {
        return tributary.complete(approved(user, begin(user)), user);
    }

    List<RecordedRequest> tokenRequests() {
        return confluence.requests().of("POST", "/rest/oauth2/latest/token");
    }

    List<RecordedRequest> revocations() {
        return confluence.requests().of("POST", "/rest/oauth2/latest/revoke");
    }

    long liveGrants() {
        return confluence.grants().all().stream().filter(grant -> grant.live()).count();
    }

    @Override
    public void close() {
        tributary.close();
    }
}
