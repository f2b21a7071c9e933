package dev.tributary.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tributary.evidence.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application's server that takes messages over TLS, and checks their signatures by means of its own. */
final class WebhookReceiver implements AutoCloseable {

    static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final String NEXT_SECRET = "whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile String answer = "";

    /**
     * A request as it came.
     *
     * @param id its {@code webhook-id}
     * @param seconds its {@code webhook-timestamp}
     * @param signatures its {@code webhook-signature}
     * @param target what it asked for
     * @param body its body
     */
    record Received(String id, String seconds, String signatures, String target, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String type() {
            return json().path("type").asString();
        }

        boolean isSignedWith(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(
                        Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
                byte[] sum = mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
                return List.of(signatures.split(" ", -1))
                        .contains("v1," + Base64.getEncoder().encodeToString(sum));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private WebhookReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "webhook-receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** Starts one at a port; 0 for any. In clear without a certificate. */
    static WebhookReceiver start(@Nullable SSLContext certificate, int port) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            if (certificate == null) {
                return new WebhookReceiver(HttpServer.create(address, 0));
            }
            HttpsServer server = HttpsServer.create(address, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate));
            return new WebhookReceiver(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Answers so from now on. */
    void answer(int withStatus, String body) {
        answer = body;
        status = withStatus;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** Waits until so many messages have come, and returns them all. */
    List<Received> await(int count) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> received.size() >= count);
        return received();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    field(exchange, "webhook-id"),
                    field(exchange, "webhook-timestamp"),
                    field(exchange, "webhook-signature"),
                    exchange.getRequestURI().toString(),
                    Evidence.answer(body)));
            byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
            if (status / 100 == 3) {
                exchange.getResponseHeaders().add("Location", answer);
            }
            exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
        }
    }

    private static String field(HttpExchange exchange, String name) {
        return String.join(" and ", exchange.getRequestHeaders().getOrDefault(name, List.of()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
