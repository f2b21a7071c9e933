package dev.tributary.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A strict HTTP/1.1 server on every event loop.
 *
 * <p>Thread-safe. It speaks neither HTTP/2 nor WebSocket, compresses nothing, sends no 100 (Continue) by itself, and gives a
 * handler only messages that everybody reads alike.
 */
public final class Listener {

    /** One event loop for each processor: with more of them they take turns on it, and calls wait for theirs. */
    public static final int LOOPS = Runtime.getRuntime().availableProcessors();

    private static final Set<String> VERSIONS = Set.of("TLSv1.3", "TLSv1.2");
    private static final AtomicInteger FREE_PORTS = new AtomicInteger();

    private final Vertx vertx;
    private final Limits limits;
    private final Handler<HttpServerRequest> handler;
    private final ConnectionCap cap;
    private final @Nullable KeyCertOptions certificate;
    private final Queue<HttpServer> servers = new ConcurrentLinkedQueue<>();
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile boolean ending;

    /** Takes what bounds the clients, and who answers them; the handler runs on many event loops. */
    public Listener(Vertx vertx, Limits limits, Handler<HttpServerRequest> handler) {
        this(vertx, limits, handler, null);
    }

    /** As above, and speaks TLS only where there is a certificate. */
    public Listener(
            Vertx vertx, Limits limits, Handler<HttpServerRequest> handler, @Nullable KeyCertOptions certificate) {
        this.certificate = certificate;
        this.vertx = vertx;
        this.limits = limits;
        this.handler = handler;
        this.cap = new ConnectionCap(limits.connectionsPerAddress());
    }

    /** Listens. Completes with the port, which is a free one where 0 was asked for; fails when the port is taken. */
    public Future<Integer> listen(String host, int port) {
        // To Vert.x a negative port is a free one that all servers of the same number share.
        int shared = port == 0 ? FREE_PORTS.decrementAndGet() : port;
        Promise<Integer> bound = Promise.promise();
        DeploymentOptions onEveryLoop = new DeploymentOptions().setInstances(LOOPS);
        return vertx.deployVerticle(() -> new Loop(host, shared, bound), onEveryLoop)
                .compose(id -> bound.future());
    }

    /** Shows another certificate to whoever connects from now on; without one nothing changes. */
    public Future<Void> renew(Optional<? extends KeyCertOptions> certificate) {
        return certificate
                .map(is -> Future.all(servers.stream()
                                .map(server -> server.updateSSLOptions(tls(is)))
                                .toList())
                        .<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    private static ServerSSLOptions tls(KeyCertOptions certificate) {
        return new ServerSSLOptions()
                .setKeyCertOptions(certificate)
                .setUseAlpn(false)
                .setEnabledSecureTransportProtocols(VERSIONS);
    }

    /** Has every connection end with its next answer, which says so; new ones are still accepted. Doing so again does nothing. */
    public void announceEnd() {
        ending = true;
        open.forEach(Farewell::join);
    }

    /**
     * Accepts nothing more. Completes when the requests under way are answered, or when that has taken too long; no connection
     * is left then.
     */
    public Future<?> end(Duration atMost) {
        announceEnd();
        return Future.join(
                servers.stream().map(server -> server.shutdown(atMost)).toList());
    }

    private HttpServerOptions options() {
        HttpServerOptions options = plain();
        if (certificate != null) {
            options.setSsl(true).setKeyCertOptions(certificate).setEnabledSecureTransportProtocols(VERSIONS);
        }
        return options;
    }

    private HttpServerOptions plain() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setMaxInitialLineLength(limits.requestLine())
                .setMaxHeaderSize(limits.headerBytes())
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setHandle100ContinueAutomatically(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setTcpNoDelay(true)
                .setIdleTimeout(Math.toIntExact(limits.idleTimeout().toSeconds()));
    }

    private void accept(HttpConnection connection) {
        cap.handle(connection);
        // Called before the first byte is read; decision record 0006 says why this door is used.
        Channel channel =
                ((HttpServerConnection) connection).channelHandlerContext().channel();
        channel.pipeline().replace("httpDecoder", "httpDecoder", new StrictDecoder(limits));
        Farewell.remember(channel, connection);
        open.add(channel);
        if (ending) {
            Farewell.join(channel);
        }
    }

    private final class Loop extends VerticleBase {

        private final String host;
        private final int port;
        private final Promise<Integer> bound;

        Loop(String host, int port, Promise<Integer> bound) {
            this.host = host;
            this.port = port;
            this.bound = bound;
        }

        @Override
        public Future<?> start() {
            HttpServer server = vertx.createHttpServer(options());
            servers.add(server);
            return server.connectionHandler(Listener.this::accept)
                    .invalidRequestHandler(new BadMessages())
                    .requestHandler(handler)
                    .listen(port, host)
                    .onSuccess(listening -> bound.tryComplete(listening.actualPort()));
        }
    }
}
