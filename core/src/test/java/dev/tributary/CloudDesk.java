package dev.tributary;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.http.Transport;
import dev.tributary.model.Connection;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As {@link Desk}, at Confluence Cloud. */
final class CloudDesk implements AutoCloseable {

    static final String RIVERS = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001";
    static final String LAKES = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0002";

    final ConfluenceSimulator confluence;
    final Tributary tributary;

    CloudDesk(ConfluenceSimulator confluence, List<String> scopes) {
        this(confluence, scopes, new MemoryStore(confluence.clock()));
    }

    CloudDesk(ConfluenceSimulator confluence, List<String> scopes, Store store) {
        this(confluence, site("cloud", confluence, scopes), store);
    }

    CloudDesk(ConfluenceSimulator confluence, Site site, Store store) {
        this.confluence = confluence;
        this.tributary = Tributary.builder()
                .site(site)
                .store(store)
                .clock(confluence.clock())
                .build();
    }

    CloudDesk(ConfluenceSimulator confluence, List<String> scopes, Transport way) {
        this.confluence = confluence;
        this.tributary = Tributary.builder()
                .site(site("cloud", confluence, scopes))
                .store(new MemoryStore(confluence.clock()))
                .clock(confluence.clock())
                .transport(way)
                .build();
    }

    static Site site(String id, ConfluenceSimulator confluence, List<String> scopes) {
        return Site.cloud(id, new Cloud(hosts(confluence), null, true), Desk.registration(scopes));
    }

    /** The site of that name, as an operator allows it alone. */
    static Site only(ConfluenceSimulator confluence, @Nullable String name, @Nullable String cloudId) {
        URI address = name == null ? null : URI.create(confluence.baseUrl() + "/site/" + name);
        return Site.cloud("cloud", new Cloud(hosts(confluence), address, cloudId, true), Desk.registration(List.of()));
    }

    static Cloud.Hosts hosts(ConfluenceSimulator confluence) {
        URI all = confluence.baseUrl();
        return new Cloud.Hosts(all, all, "api.atlassian.com", all);
    }

    Connection connect(String user, String cloudId) {
        return tributary.complete(approved(user, cloudId), user);
    }

    Returned back(String user, String cloudId) {
        return tributary.completeAndReturn(approved(user, cloudId), user);
    }

    Callback approved(String user, String cloudId) {
        AuthorizationRequest request = tributary.authorize(user, "cloud").begin();
        URI back = new SimulatedBrowser(user, user).choosing(cloudId).approve(request.uri(), Desk.REDIRECT);
        return Callback.of("cloud", back.getRawQuery(), request.browser());
    }

    @Override
    public void close() {
        tributary.close();
    }
}
