package dev.tributary.cli.person;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where the browser comes back to: a listener on this machine alone, that takes one request at the redirect URI and no other (RFC 8252
 * section 7.3). Whoever gets it judges its state; there is no second try. Browsers take {@code localhost} for either loopback address,
 * so that this listens on both: nobody else on this machine must be there first (section 8.3). Thread-safe.
 */
public final class Loopback implements AutoCloseable {

    private static final int THREADS = 4;
    private static final Duration LAST_PAGE = Duration.ofSeconds(2);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI redirectUri;
    private final List<HttpServer> servers;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Loopback::daemon);
    private final CountDownLatch shown = new CountDownLatch(1);
    private final AtomicBoolean taken = new AtomicBoolean();
    private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    private Loopback(URI redirectUri, List<HttpServer> servers) {
        this.redirectUri = redirectUri;
        this.servers = servers;
    }

    /**
     * A browser that came back, and waits for a page.
     *
     * @param query the raw query of its address; absent for none
     * @param page what it is shown; it waits until this is completed
     */
    public record Arrival(@Nullable String query, CompletableFuture<LandingPage> page) {

        /** Shows a page, unless one was shown before. */
        public void show(LandingPage what) {
            page.complete(what);
        }

        /** Names neither code nor state. */
        @Override
        public String toString() {
            return "Arrival";
        }
    }

    /** Says whether a redirect URI leads to this machine, over http and with a port of its own. */
    public static boolean isHere(URI uri) {
        return "http".equals(uri.getScheme())
                && isLocal(uri.getHost())
                && uri.getPort() > 0
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    static boolean isLocal(@Nullable String host) {
        return host != null && LOCAL.contains(host);
    }

    /**
     * Listens at a redirect URI.
     *
     * <p>Throws {@link IllegalArgumentException} when it does not lead {@linkplain #isHere here}, and {@link IOException} when the port
     * is taken, at {@code localhost} on any loopback address that this machine has.
     */
    public static Loopback at(URI redirectUri) throws IOException {
        if (!isHere(redirectUri)) {
            throw new IllegalArgumentException("The redirect URI does not lead to this machine.");
        }
        Loopback loopback = new Loopback(redirectUri, bound(addresses(redirectUri.getHost()), redirectUri.getPort()));
        loopback.servers.forEach(loopback::start);
        return loopback;
    }

    private static List<InetAddress> addresses(String host) throws IOException {
        InetAddress four = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress six = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        return switch (host) {
            case "127.0.0.1" -> List.of(four);
            case "[::1]" -> List.of(six);
            default -> NetworkInterface.getByInetAddress(six) == null ? List.of(four) : List.of(four, six);
        };
    }

    /** All of them or none. */
    private static List<HttpServer> bound(List<InetAddress> addresses, int port) throws IOException {
        List<HttpServer> bound = new ArrayList<>();
        try {
            for (InetAddress address : addresses) {
                bound.add(HttpServer.create(new InetSocketAddress(address, port), 0));
            }
            return bound;
        } catch (IOException taken) {
            bound.forEach(Loopback::release);
            throw taken;
        }
    }

    /** One that has never run keeps its socket open, whatever it is told. */
    private static void release(HttpServer server) {
        server.start();
        server.stop(0);
    }

    private void start(HttpServer server) {
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Waits for the browser. Empty when it does not come in time. */
    public Optional<Arrival> await(Duration patience) throws InterruptedException {
        return Optional.ofNullable(arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void handle(HttpExchange exchange) throws IOException {
        LandingPage refusal = refusal(exchange);
        try (exchange) {
            (refusal == null ? arrived(exchange) : refusal).send(exchange);
        } finally {
            if (refusal == null) {
                shown.countDown();
            }
        }
    }

    /** A page of another host must not get here by DNS rebinding. */
    private @Nullable LandingPage refusal(HttpExchange exchange) {
        if (!redirectUri.getRawAuthority().equals(exchange.getRequestHeaders().getFirst("Host"))) {
            return LandingPage.of(
                    421, "Not here", "This address answers to " + redirectUri.getRawAuthority() + " only.");
        }
        String path = redirectUri.getRawPath().isEmpty() ? "/" : redirectUri.getRawPath();
        if (!path.equals(exchange.getRequestURI().getRawPath())) {
            return LandingPage.of(404, "Nothing here", "Confluence sends you to another address.");
        }
        if (!"GET".equals(exchange.getRequestMethod())) {
            return LandingPage.of(405, "Not so", "Browsers come here by GET.");
        }
        return taken.compareAndSet(false, true)
                ? null
                : LandingPage.of(410, "Used already", "Only one browser may come back. Run tributary login again.");
    }

    private LandingPage arrived(HttpExchange exchange) {
        Arrival arrival = new Arrival(exchange.getRequestURI().getRawQuery(), new CompletableFuture<>());
        arrivals.add(arrival);
        LandingPage late = LandingPage.of(504, "It took too long", "Go back to the terminal.");
        return arrival.page()
                .completeOnTimeout(late, LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Listens no more; the page that is being sent is sent to its end. Blocks for that. */
    @Override
    public void close() {
        try {
            if (taken.get() && !shown.await(LAST_PAGE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            servers.forEach(server -> server.stop(0));
            threads.shutdown();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tributary-loopback");
        thread.setDaemon(true);
        return thread;
    }
}
