package dev.tributary.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token endpoint on 127.0.0.1 that takes its time and then judges a refresh token (RFC 6749 section 6). Each answer ends its TCP
 * connection, so that nobody meets one that was closed meanwhile. Client credentials are not looked at. Thread-safe.
 */
public final class TokenServer implements AutoCloseable {

    private static final int BACKLOG = 2048;

    private final Rotation rotation;
    private final Duration delay;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Grant> byRefreshToken = new ConcurrentHashMap<>();
    private final Map<String, Grant> byAccessToken = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    private TokenServer(Rotation rotation, Duration delay, HttpServer http) {
        this.rotation = rotation;
        this.delay = delay;
        this.http = http;
    }

    /**
     * Starts one on a free port.
     *
     * @param rotation what it does with a refresh token that was spent
     * @param delay how long it takes for an answer
     */
    public static TokenServer start(Rotation rotation, Duration delay) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            TokenServer server = new TokenServer(rotation, delay, HttpServer.create(address, BACKLOG));
            server.http.createContext("/token", server::answer);
            server.http.setExecutor(server.threads);
            server.http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where it is. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Returns where refresh tokens are spent. */
    public URI tokenEndpoint() {
        return baseUrl().resolve("/token");
    }

    /** Makes a grant, as if a user had consented long ago: its access token has ended, its refresh token was not spent yet. */
    public Issued newGrant() {
        Grant grant = new Grant(rotation);
        byRefreshToken.put(grant.refreshToken(), grant);
        return new Issued(Grant.token(), grant.refreshToken());
    }

    /** Says whether a request with that access token would be served now. */
    public boolean accepts(String accessToken) {
        Grant grant = byAccessToken.get(accessToken);
        return grant != null && grant.accepts(accessToken);
    }

    /** Says whether that refresh token could be spent now. */
    public boolean isAlive(String refreshToken) {
        Grant grant = byRefreshToken.get(refreshToken);
        return grant != null && grant.isAlive(refreshToken);
    }

    /** Returns how often the token endpoint was called since this was asked last. */
    public int callsSinceAsked() {
        return calls.getAndSet(0);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            pause();
            Optional<Issued> issued = refreshToken(form).flatMap(this::spend);
            String json = issued.map(TokenServer::json).orElse("{\"error\":\"invalid_grant\"}");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Connection", "close");
            byte[] body = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(issued.isPresent() ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Optional<Issued> spend(String refreshToken) {
        Grant grant = byRefreshToken.get(refreshToken);
        if (grant == null) {
            return Optional.empty();
        }
        Optional<Issued> issued = grant.spend(refreshToken);
        issued.ifPresent(pair -> remember(grant, pair));
        return issued;
    }

    private void remember(Grant grant, Issued pair) {
        byAccessToken.put(pair.accessToken(), grant);
        if (pair.refreshToken() != null) {
            byRefreshToken.put(pair.refreshToken(), grant);
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server was closed.", e);
        }
    }

    private static Optional<String> refreshToken(String form) {
        return Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith("refresh_token="))
                .map(field -> URLDecoder.decode(field.substring("refresh_token=".length()), UTF_8))
                .findFirst();
    }

    private static String json(Issued pair) {
        String refresh = pair.refreshToken() == null ? "" : ",\"refresh_token\":\"" + pair.refreshToken() + '"';
        return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"WRITE\"%s}"
                .formatted(pair.accessToken(), refresh);
    }
}
