package dev.tributary.gateway;

import dev.tributary.Tributary;
import dev.tributary.confluence.DataCenterAnswers;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.api.ApiOperations;
import dev.tributary.gateway.api.ApiServices;
import dev.tributary.gateway.api.Apps;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.connect.ConnectLinks;
import dev.tributary.gateway.connect.ConnectOperations;
import dev.tributary.gateway.connect.HeldGrants;
import dev.tributary.gateway.connect.Leavings;
import dev.tributary.gateway.http.Limits;
import dev.tributary.gateway.http.Listener;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Operations;
import dev.tributary.gateway.proxy.ProxyServices;
import dev.tributary.gateway.proxy.Route;
import dev.tributary.gateway.proxy.SiteProxy;
import dev.tributary.http.Transport;
import dev.tributary.model.Misconfigured;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** A running gateway. Thread-safe. */
public final class Gateway implements AutoCloseable {

    private static final int WORKERS = 32;

    private final Parts parts;
    private final URI uri;

    private Gateway(Parts parts, URI uri) {
        this.parts = parts;
        this.uri = uri;
    }

    /**
     * Starts a gateway. Blocks until it listens and serves.
     *
     * <p>Throws {@link Misconfigured} when the port is taken, the keyset or the database is missing, wrong or open to other
     * users, or a site is a simulator that was not said to be one; {@link dev.tributary.model.Unavailable} when the database
     * does not answer. Nothing is left running then.
     */
    public static Gateway start(GatewayConfig config) {
        Parts parts = new Parts();
        try {
            return new Gateway(parts, assemble(config, parts, Clock.systemUTC()));
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Returns where browsers and applications reach it. */
    public URI uri() {
        return uri;
    }

    /** Stops listening, ends open connections, and closes the database. Blocks. */
    @Override
    public void close() {
        parts.close();
    }

    private static URI assemble(GatewayConfig config, Parts parts, Clock clock) {
        Transport transport = Ways.transport(config.sites(), parts);
        new SimulatorCheck(transport).check(config.sites());

        Store store = JdbcStore.open(
                parts.add(Storage.open(config.storage().database())),
                Keyset.file(config.storage().keyset()));
        Vertx vertx = vertx(parts);
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("tributary", WORKERS);
        Entrance entrance = new Entrance(config.publicUrl());
        URI publicUrl = listen(vertx, config, entrance);

        List<Site> sites =
                config.sites().stream().map(site -> site.at(publicUrl)).toList();
        Tributary tributary = parts.add(Tributary.builder()
                .sites(sites)
                .store(store)
                .transport(transport)
                .clock(clock)
                .build());
        Apps apps = new Apps(config.apps());
        ConnectLinks links = new ConnectLinks(store, publicUrl, clock);
        HeldGrants grants = new HeldGrants(store, tributary.connections(), clock);

        ApiOperations api = new ApiOperations(
                apps, new Sites(sites), links, grants, new ApiServices(tributary.connections(), store, clock));
        ConnectOperations connect =
                new ConnectOperations(tributary.authorizations(), new Sites(sites), links, grants, publicUrl);
        List<Operation> all =
                Stream.concat(api.all().stream(), connect.all().stream()).toList();
        Operations operations = new Operations(workers, all);
        SiteProxy proxy = proxy(vertx, config, tributary, apps, publicUrl);

        entrance.open(request -> {
            if (SiteProxy.isFor(request)) {
                proxy.handle(request);
            } else {
                operations.handle(request);
            }
        });
        new Sweep(vertx, workers, new Leavings(links, grants)).begin();
        return publicUrl;
    }

    private static SiteProxy proxy(Vertx vertx, GatewayConfig config, Tributary tributary, Apps apps, URI publicUrl) {
        List<Route> routes = config.sites().stream()
                .map(site -> Ways.route(vertx, site, site.at(publicUrl), publicUrl))
                .toList();
        ProxyServices services = new ProxyServices(
                new ProxyCallers(apps, config.apps()),
                tributary.connections(),
                tributary.tokens(),
                new DataCenterAnswers(),
                tributary.services().accounts(),
                tributary.services().clock());
        return new SiteProxy(vertx, services, routes);
    }

    private static Vertx vertx(Parts parts) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        return vertx;
    }

    private static URI listen(Vertx vertx, GatewayConfig config, Entrance entrance) {
        GatewayConfig.Listen listen = config.listen();
        try {
            int port = new Listener(vertx, Limits.DEFAULT, entrance)
                    .listen(listen.host(), listen.port())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            URI url = config.publicUrl();
            return url.getPort() == 0 ? URI.create(url.getScheme() + "://" + url.getHost() + ":" + port) : url;
        } catch (CompletionException e) {
            if (e.getCause() instanceof BindException) {
                throw new Misconfigured(
                        "listen",
                        "Port " + listen.port() + " of " + listen.host()
                                + " is taken or not allowed. Choose another, or end the program that has it.",
                        e.getCause());
            }
            throw e;
        }
    }
}
