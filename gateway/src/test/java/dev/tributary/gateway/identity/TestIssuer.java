package dev.tributary.gateway.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** An issuer of tokens with a server for its keys, which can be replaced, taken away or turned into anything else. */
public final class TestIssuer implements AutoCloseable {

    /** The claim {@code iss} of its tokens. */
    public static final String NAME = "https://login.example.org/realms/staff";

    /** The claim {@code aud} of its tokens. */
    public static final String AUDIENCE = "tributary";

    /** The key that it begins with. */
    public static final TestKey FIRST = TestKey.rsa("first", 2048);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Clock clock;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Reply reply = new Reply(200, set(List.of(FIRST)), Map.of());

    /**
     * What its server answers.
     *
     * @param status the status; 0 to break off
     * @param body the body
     * @param headers further header fields
     */
    public record Reply(int status, String body, Map<String, String> headers) {}

    /** Starts its server. */
    public TestIssuer(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        Reply now = reply;
        byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
        if (now.status() > 0) {
            now.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }

    /** Returns the JWK set of some keys. */
    public static String set(List<TestKey> keys) {
        return JSON.writeValueAsString(
                Map.of("keys", keys.stream().map(TestKey::jwk).toList()));
    }

    /** Lets its server have these keys from now on. */
    public void keys(TestKey... keys) {
        reply = new Reply(200, set(List.of(keys)), Map.of());
    }

    /** Lets its server answer that from now on. */
    public void answers(int status, String body, Map<String, String> headers) {
        reply = new Reply(status, body, headers);
    }

    /** Returns how often its keys were asked for. */
    public int asked() {
        return asked.get();
    }

    /** Returns the address of its keys. */
    public URI jwks() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    /** Returns the entry of an application whose users have its tokens, for a configuration. */
    public String app(String name, String audience, String more) {
        return """
                  %s:
                    jwt: { issuer: "%s", audience: %s, jwks: "%s" }
                    sites: [wiki]
                    rights: [connect, proxy, export]
                    returnUrls: ["http://localhost:8082/back"]
                """.formatted(name, NAME, audience, jwks()).indent(0) + more.indent(4);
    }

    /** Returns the usual claims of a user. */
    public Map<String, Object> claims(String user) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", NAME);
        claims.put("aud", AUDIENCE);
        claims.put("sub", user);
        claims.put("iat", now);
        claims.put("exp", now + 300);
        return claims;
    }

    /** Returns the usual claims of alice, one of them otherwise. */
    public Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = claims("alice");
        claims.put(claim, value);
        return claims;
    }

    /** Returns the usual claims of alice, a time among them set to so many seconds from now. */
    public Map<String, Object> in(String claim, long seconds) {
        return with(claim, clock.instant().getEpochSecond() + seconds);
    }

    /** Returns the usual claims of alice without one of them. */
    public Map<String, Object> without(String claim) {
        Map<String, Object> claims = claims("alice");
        claims.remove(claim);
        return claims;
    }

    /** Returns a token of a user as it should be. */
    public String token(String user) {
        return FIRST.sign("RS256", claims(user));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
