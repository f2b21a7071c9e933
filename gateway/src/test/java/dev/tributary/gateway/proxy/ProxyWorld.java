package dev.tributary.gateway.proxy;

import static java.util.Objects.requireNonNull;

import dev.tributary.confluence.AccountCheck;
import dev.tributary.confluence.SiteCheck;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.evidence.Evidence;
import dev.tributary.gateway.http.Limits;
import dev.tributary.gateway.http.Listener;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.StoredConnection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A running proxy with the applications, sites and connections a test gives it. */
final class ProxyWorld implements AutoCloseable {

    static final URI CONNECT_PAGE = URI.create("https://portal.example/connect");
    static final int BODY_LIMIT = 300 * 1024 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryStore store = new MemoryStore();
    private final IssuedTokens tokens = new IssuedTokens(store);
    private final StoredConnections connections = new StoredConnections(store);
    private final Map<String, Site> sites = new HashMap<>();
    private final Map<String, Caller> callers = new HashMap<>();
    private final Map<String, Account> whoIsServed = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private int sockets = 64;
    private int port;

    /** Allows so many sockets to each site. */
    ProxyWorld sockets(int most) {
        sockets = most;
        return this;
    }

    /** Adds a site. */
    ProxyWorld site(String id, URI baseUrl) {
        ClientRegistration registration = new ClientRegistration(
                "tributary", Secret.of("secret-of-" + id), URI.create("http://localhost:8080/callback"), List.of());
        sites.put(id, new Site(id, DataCenter.at(baseUrl), registration));
        return this;
    }

    /** Adds an application with the right to call some sites. */
    ProxyWorld app(String name, String key, String... sites) {
        return app(key, new Caller(name, true, policies(false, List.of(), sites), CONNECT_PAGE));
    }

    /** Adds an application. */
    ProxyWorld app(String key, Caller caller) {
        callers.put(key, caller);
        return this;
    }

    static Map<String, PathPolicy> policies(boolean readOnly, List<String> unsafe, String... sites) {
        return Set.of(sites).stream()
                .collect(Collectors.toMap(site -> site, site -> PathPolicy.dataCenter(readOnly, unsafe)));
    }

    /** Connects an application's user, who is the Confluence user of the same name, with tokens from a source. */
    Connection connect(String app, String user, String site, Supplier<Secret> source) {
        Connection connection = new Connection(
                ConnectionId.random(),
                new Owner(app, user),
                site,
                requireNonNull(sites.get(site)).deployment().baseUrl(),
                Connection.Kind.OAUTH,
                new Account("key-of-" + user, user, user),
                List.of("WRITE"),
                new Connection.State(Connection.Status.ACTIVE, null, 1, 1),
                new Connection.Dates(Instant.EPOCH, Instant.EPOCH, null, null));
        store.insert(new StoredConnection(connection, null));
        tokens.source(connection.id(), source);
        return connection;
    }

    /** Says who answers when it is asked whose a user's token is. */
    void isServed(String user, Account account) {
        whoIsServed.put(user, account);
    }

    private SiteCheck places() {
        Sites known = new Sites(List.copyOf(sites.values()));
        return new SiteCheck(known, token -> List.of(), connection -> {}, Clock.systemUTC());
    }

    /** Starts to listen. */
    ProxyWorld start() {
        AccountCheck accounts = new AccountCheck(
                token -> Optional.ofNullable(
                        whoIsServed.get(token.connection().owner().user())),
                store,
                connections::suspend);
        ProxyServices services = new ProxyServices(
                this::caller,
                connections,
                tokens,
                accounts,
                places(),
                CallWatch.NONE,
                Clock.systemUTC(),
                CallMonitor.Watcher.NOBODY);
        SiteProxy[] proxy = new SiteProxy[1];
        Listener listener = new Listener(vertx, Limits.DEFAULT, request -> {
            if (SiteProxy.isFor(request)) {
                proxy[0].handle(request);
            } else {
                new Problem(404, "not-found", "Not found", "There is nothing here.").send(request.response());
            }
        });
        port = listener.listen("127.0.0.1", 0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        URI publicUrl = URI.create("http://localhost:" + port);
        List<Route> routes = new ArrayList<>();
        Route.RouteLimits limits = new Route.RouteLimits(BODY_LIMIT, Set.of());
        sites.values().forEach(site -> routes.add(new Route(vertx, site, publicUrl, settings(), limits)));
        proxy[0] = new SiteProxy(vertx, services, routes);
        return this;
    }

    private UpstreamSettings settings() {
        return new UpstreamSettings(Duration.ofSeconds(2), Duration.ofSeconds(3), sockets, null, null);
    }

    private Future<Caller> caller(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> callers.get(value.substring("Bearer ".length())))
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(Refused.unauthenticated()));
    }

    int port() {
        return port;
    }

    IssuedTokens tokens() {
        return tokens;
    }

    Connection stored(Connection connection) {
        return store.find(connection.id()).orElseThrow().connection();
    }

    /** Begins a call of a user with a key. */
    HttpRequest.Builder call(String key, String user, String target) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
                .header("Authorization", "Bearer " + key)
                .header("Tributary-User", user);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return Evidence.answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
