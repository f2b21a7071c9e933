package dev.tributary.gateway.api;

import dev.tributary.deployment.Sites;
import dev.tributary.gateway.audit.Acting;
import dev.tributary.gateway.audit.Actor;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.connect.ConnectLinks;
import dev.tributary.gateway.connect.HeldGrants;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Door;
import dev.tributary.gateway.http.Endpoint;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.identity.Identity;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.BiFunction;

/** What applications, and those who watch over the gateway, ask for. */
public final class ApiOperations {

    private final Apps apps;
    private final LinkApi links;
    private final EntryApi entries;
    private final ConnectionApi connections;
    private final TokenApi tokens;
    private final AuditApi audit;
    private final Health health;
    private final OpenApi openApi = new OpenApi();

    /**
     * Takes what the operations lead to.
     *
     * @param apps the applications
     * @param sites the sites users can be connected to
     * @param connectLinks where links are made
     * @param grants the grants that wait to be confirmed
     * @param services connections and the store
     */
    public ApiOperations(Apps apps, Sites sites, ConnectLinks connectLinks, HeldGrants grants, ApiServices services) {
        this.apps = apps;
        this.links = new LinkApi(connectLinks, sites, services.audit());
        this.entries = new EntryApi(grants, new HandIns(sites), new TokenAttempts(services.clock()), services);
        this.connections = new ConnectionApi(services.connections(), services.audit());
        this.tokens = new TokenApi(apps, new TokenExchange(apps, services), services.audit());
        this.audit = new AuditApi(services.entries());
        this.health = new Health(services.store(), services.ending());
    }

    /** Returns the operations. */
    public List<Operation> all() {
        Operation ready = Operation.get("/health/ready", this::ready);
        Operation live = live();
        return List.of(
                Operation.post("/v1/connect-links", with(Right.CONNECT, links::make)),
                Operation.post("/v1/connections", either(entries::enter)),
                Operation.get("/v1/connections", with(Right.CONNECT, connections::list)),
                Operation.get("/v1/connections/{id}", with(Right.CONNECT, connections::show)),
                Operation.delete("/v1/connections/{id}", with(Right.CONNECT, connections::end)),
                Operation.post("/oauth2/token", tokens::open),
                Operation.get("/v1/audit", with(Right.ADMIN, audit::list)),
                live,
                live.head(),
                ready,
                ready.head(),
                Operation.get("/openapi.json", Door.to(openApi::show)).atOnce());
    }

    /** Returns whether it is up, with the details, for a listener that only those who run it reach. */
    public List<Operation> forOperators() {
        Operation ready = Operation.get("/health/ready", Door.to(health::details));
        return List.of(live(), live().head(), ready, ready.head());
    }

    private Operation live() {
        return Operation.get("/health/live", Door.to(health::live)).atOnce();
    }

    private Future<Endpoint> ready(HttpServerRequest head) {
        return head.headers().contains("Authorization")
                ? apps.identify(head).map(asking -> asking.may(Right.ADMIN) ? health::details : health::ready)
                : Future.succeededFuture(health::ready);
    }

    private Door with(Right right, BiFunction<Identity, Incoming, Answer> operation) {
        return head -> apps.identify(head).map(asking -> {
            asking.check(right);
            return request -> acting(asking, request).during(() -> operation.apply(asking, request));
        });
    }

    /** Returns on whose behalf a request is answered. */
    static Acting acting(Identity asking, Incoming request) {
        Identity.Subject subject = asking.subject();
        return new Acting(subject == null ? Actor.APP : Actor.user(subject.issuer()), request.from());
    }

    /** The right depends on what is sent. */
    private Door either(BiFunction<Identity, Incoming, Answer> operation) {
        return head -> apps.identify(head).map(asking -> {
            asking.checkUser();
            return request -> acting(asking, request).during(() -> operation.apply(asking, request));
        });
    }
}
