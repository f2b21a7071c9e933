package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Limits;
import dev.tributary.gateway.http.Listener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets to one site. A socket carries one call at a time, goes back to the pool only when request and answer have both
 * ended cleanly, and knows no cookies; no redirect is followed.
 *
 * <p>Each event loop has sockets of its own, because an answer that comes in on another one than its caller's has to wake that
 * up, which costs more than all that the gateway does besides. Thread-safe.
 */
final class Upstream {

    private static final int WAITING_CALLS = 1_000;

    /** Below Tomcat's 20 s, so that it is seldom Confluence that closes a socket just when it is used again. */
    private static final int IDLE_SECONDS = 15;

    private static final Duration LAST_CALLS = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

    private final Vertx vertx;
    private final URI base;
    private final UpstreamSettings settings;
    private final Map<Thread, HttpClientAgent> byLoop = new ConcurrentHashMap<>();
    private final AtomicInteger sockets = new AtomicInteger();
    private final LongAdder waiting = new LongAdder();
    private volatile boolean ended;

    Upstream(Vertx vertx, URI base, UpstreamSettings settings) {
        this.vertx = vertx;
        this.base = base;
        this.settings = settings;
    }

    private HttpClientAgent client() {
        HttpClientAgent client = byLoop.computeIfAbsent(Thread.currentThread(), loop -> newClient());
        if (ended) {
            // It may have come to be while the others were told.
            shutDown(client);
        }
        return client;
    }

    private HttpClientAgent newClient() {
        int most = (settings.connections() + Listener.LOOPS - 1) / Listener.LOOPS;
        return vertx.httpClientBuilder()
                .with(options(settings))
                .with(new PoolOptions().setHttp1MaxSize(most).setMaxWaitQueueSize(WAITING_CALLS))
                .withConnectHandler(this::connected)
                .build();
    }

    private static HttpClientOptions options(UpstreamSettings settings) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(true)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setVerifyHost(true)
                .setTcpNoDelay(true)
                .setMaxChunkSize(Limits.PART)
                .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                .setIdleTimeout(Math.toIntExact(settings.silence().toSeconds()));
        if (settings.trust() != null) {
            options.setTrustOptions(settings.trust());
        }
        return settings.proxy() == null ? options : options.setProxyOptions(settings.proxy());
    }

    private void connected(HttpConnection connection) {
        CleanEnd.guard(connection);
        sockets.incrementAndGet();
        connection.closeHandler(closed -> sockets.decrementAndGet());
    }

    /** Returns how many sockets are open. */
    int sockets() {
        return sockets.get();
    }

    /** Returns how many calls wait for a socket. */
    long waiting() {
        return waiting.sum();
    }

    /**
     * Opens a request whose target is sent as it is. Fails without having sent anything where the site cannot be reached, or is not
     * reached this way any more. To be called on an event loop.
     */
    Future<HttpClientRequest> open(HttpMethod method, String target) {
        if (ended) {
            return Future.failedFuture(
                    new ConnectException("Another configuration has replaced this way to the site."));
        }
        boolean secure = "https".equalsIgnoreCase(base.getScheme());
        Future<HttpClientRequest> opening = client().request(new RequestOptions()
                .setMethod(method)
                .setHost(base.getHost())
                .setPort(base.getPort() >= 0 ? base.getPort() : secure ? 443 : 80)
                .setSsl(secure)
                .setFollowRedirects(false)
                .setURI(target));
        if (!opening.isComplete()) {
            waiting.increment();
            opening.onComplete(opened -> waiting.decrement());
        }
        return opening;
    }

    /** Opens no more sockets, and closes each as soon as its call is over. */
    void end() {
        ended = true;
        byLoop.values().forEach(this::shutDown);
    }

    private void shutDown(HttpClientAgent client) {
        client.shutdown(LAST_CALLS)
                .onFailure(failure -> LOG.warn("Sockets to {} stay open: {}", base.getHost(), failure.getMessage()));
    }
}
