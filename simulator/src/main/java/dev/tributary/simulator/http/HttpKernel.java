package dev.tributary.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one handler over HTTP or HTTPS on the JDK's server. Each request has a thread of its own, up to {@value #MAX_THREADS}, so that
 * handlers may block and delay. Thread-safe.
 */
public final class HttpKernel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpKernel.class);
    private static final int MAX_THREADS = 640;
    private static final int BACKLOG = 1024;

    static {
        // Read once by the JDK's server: without them, answers wait for delayed acknowledgements and idle connections
        // die under load.
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
        System.getProperties().putIfAbsent("sun.net.httpserver.maxIdleConnections", "2000");
        System.getProperties().putIfAbsent("sun.net.httpserver.idleInterval", "300");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private HttpKernel(HttpServer server) {
        this.server = server;
        this.threads = new ThreadPoolExecutor(
                0,
                MAX_THREADS,
                5,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                HttpKernel::daemon,
                new ThreadPoolExecutor.CallerRunsPolicy());
        server.setExecutor(threads);
    }

    /**
     * Binds the address and serves the handler there until closed.
     *
     * @param address where to listen; port 0 takes a free one
     * @param tls serves HTTPS with this context; plain HTTP when null
     * @param clock says when each request arrived
     * @throws UncheckedIOException when the address cannot be bound
     */
    public static HttpKernel start(InetSocketAddress address, @Nullable SSLContext tls, Clock clock, Handler handler) {
        HttpKernel kernel = new HttpKernel(bind(address, tls));
        kernel.server.createContext("/", exchange -> kernel.serve(exchange, clock, handler));
        kernel.server.start();
        return kernel;
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops listening and ends open connections at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bind(InetSocketAddress address, @Nullable SSLContext tls) {
        try {
            if (tls == null) {
                return HttpServer.create(address, BACKLOG);
            }
            HttpsServer https = HttpsServer.create(address, BACKLOG);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            return https;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private void serve(HttpExchange exchange, Clock clock, Handler handler) throws IOException {
        Response response;
        try {
            response = Filter.chain(List.of(), handler).handle(Exchanges.read(exchange, clock));
        } catch (HttpRefusal refusal) {
            response = refusal.response();
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {} failed",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            response = Response.text(500, "The simulator failed; its log says why.");
        }
        Exchanges.write(exchange, response);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "confluence-simulator");
        thread.setDaemon(true);
        return thread;
    }
}
