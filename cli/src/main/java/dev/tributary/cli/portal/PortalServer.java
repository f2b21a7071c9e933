package dev.tributary.cli.portal;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SessionHandler;
import io.vertx.ext.web.sstore.LocalSessionStore;
import java.net.URI;
import java.util.Set;

/** The portal's routes, and the server that serves them on loopback. */
public final class PortalServer implements AutoCloseable {

    private static final String HOST = "localhost";
    private static final int LARGEST_FORM = 64 * 1024;

    private final Vertx vertx;
    private final PortalDoor door;
    private final HttpServer server;

    private PortalServer(Vertx vertx, PortalDoor door, HttpServer server) {
        this.vertx = vertx;
        this.door = door;
        this.server = server;
    }

    /**
     * Takes the port, because the gateway has to be told of it before it starts. Until {@link #serve} it answers that it is
     * starting. Blocks until it listens; throws when the port is taken.
     */
    public static PortalServer listen(int port) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        PortalDoor door = new PortalDoor();
        try {
            HttpServer server = vertx.createHttpServer(
                            new HttpServerOptions().setHost(HOST).setPort(port))
                    .requestHandler(door)
                    .listen()
                    .await();
            return new PortalServer(vertx, door, server);
        } catch (RuntimeException e) {
            vertx.close().await();
            throw e;
        }
    }

    /** Serves the portal from now on. */
    public void serve(PortalSettings settings) {
        door.open(routes(vertx, settings));
    }

    /** Returns where people find it. */
    public URI uri() {
        return URI.create("http://" + HOST + ":" + server.actualPort());
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static Router routes(Vertx vertx, PortalSettings settings) {
        PortalPages pages = new PortalPages(settings);
        PortalForms forms = new PortalForms(settings);
        Router router = Router.router(vertx);
        router.route().handler(PortalServer::onlyForLocalhost).handler(PortalServer::guard);
        router.get("/assets/:name").handler(new PortalAssets());
        router.route()
                .handler(SessionHandler.create(LocalSessionStore.create(vertx))
                        .setSessionCookieName("portal-session")
                        .setCookieHttpOnlyFlag(true)
                        .setCookieSameSite(CookieSameSite.LAX));
        router.get("/").blockingHandler(pages::home, false);
        router.get("/status").blockingHandler(pages::status, false);
        router.get("/back").blockingHandler(forms::back, false);
        router.post().handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM));
        router.post().handler(forms::onlyFromOurPages);
        router.post("/sign-in").handler(forms::signIn);
        router.post("/sign-out").handler(forms::signOut);
        router.post("/connect").blockingHandler(forms::connect, false);
        router.post("/pages").blockingHandler(forms::createPage, false);
        router.post("/comments").blockingHandler(forms::comment, false);
        router.post("/end-token").blockingHandler(forms::endToken, false);
        router.post("/disconnect").blockingHandler(forms::disconnect, false);
        router.route().handler(context -> context.fail(404)).failureHandler(pages::failed);
        return router;
    }

    /** A page of another host must not reach a server on the developer's machine by DNS rebinding. */
    private static void onlyForLocalhost(RoutingContext context) {
        var authority = context.request().authority();
        if (authority != null && Set.of("localhost", "127.0.0.1").contains(authority.host())) {
            context.next();
        } else {
            context.response().setStatusCode(421).end("This demo answers to localhost only.");
        }
    }

    private static void guard(RoutingContext context) {
        context.response()
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self' http://localhost:*; frame-ancestors 'none'")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store");
        context.next();
    }
}
