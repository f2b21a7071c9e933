package dev.tributary.token.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.token.process.Stop.Point;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way of token requests to the simulators. It can keep what passes, and sees which requests are under way together. */
final class Wire implements AutoCloseable {

    private static final Pattern REFRESH_TOKEN = Pattern.compile("(?:^|&)refresh_token=([^&]+)");
    private static final long PATIENCE_SECONDS = 300;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient onwards =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger mostTogether = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    /** Something that is kept here, until it is let go. */
    static final class Hold {

        private final Point point;
        private final Semaphore held = new Semaphore(0);
        private final CountDownLatch released = new CountDownLatch(1);

        Hold(Point point) {
            this.point = point;
        }

        /** Waits until so many are kept. */
        boolean isReached(int count) throws InterruptedException {
            return held.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        void release() {
            released.countDown();
        }

        private void pass(Point here) throws InterruptedException {
            if (point == here) {
                held.release();
                if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Nobody let go of it.");
                }
            }
        }
    }

    Wire() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
    }

    void start() {
        server.start();
    }

    /** Carries what comes for a site to its simulator. */
    void carryTo(String site, URI baseUrl) {
        URI endpoint = URI.create(baseUrl + "/rest/oauth2/latest/token");
        server.createContext("/" + site, exchange -> carry(exchange, endpoint));
    }

    /** Returns where a process of that name asks for the tokens of a site. */
    URI entrance(String site, String process) {
        return URI.create(
                "http://127.0.0.1:%d/%s/%s".formatted(server.getAddress().getPort(), site, process));
    }

    /** Keeps what processes of that name send, or are sent.  */
    Hold hold(String process, Point point) {
        Hold hold = new Hold(point);
        holds.put(process, hold);
        return hold;
    }

    /** Returns how many requests with one refresh token were ever under way together. */
    int mostTogether() {
        return mostTogether.get();
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        holds.values().forEach(Hold::release);
        server.stop(0);
        threads.shutdownNow();
    }

    private void carry(HttpExchange exchange, URI endpoint) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            Hold hold = holds.getOrDefault(path.substring(path.lastIndexOf('/') + 1), new Hold(Point.SENDING));
            String refreshToken = refreshToken(form);
            requests.incrementAndGet();
            mostTogether.accumulateAndGet(underWay.merge(refreshToken, 1, Integer::sum), Math::max);
            try {
                carry(exchange, endpoint, form, hold);
            } finally {
                underWay.merge(refreshToken, -1, Integer::sum);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(HttpExchange exchange, URI endpoint, String form, Hold hold)
            throws IOException, InterruptedException {
        hold.pass(Point.REQUEST_LOST);
        if (hold.point == Point.REQUEST_LOST) {
            return;
        }
        hold.pass(Point.REQUEST_HELD);
        HttpResponse<byte[]> answer = onwards.send(
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofByteArray());
        hold.pass(Point.ANSWER_HELD);
        byte[] body = answer.body();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.statusCode(), body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
        hold.pass(Point.ANSWER_CUT);
        exchange.getResponseBody().write(body, body.length / 2, body.length - body.length / 2);
    }

    private static String refreshToken(String form) {
        Matcher found = REFRESH_TOKEN.matcher(form);
        if (!found.find()) {
            throw new IllegalStateException("This is no renewal.");
        }
        return found.group(1);
    }
}
