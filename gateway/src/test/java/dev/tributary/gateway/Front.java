package dev.tributary.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What an operator put in front of a server, and what it does to requests and answers. */
final class Front implements AutoCloseable {

    private static final Set<String> OWN =
            Set.of("connection", "content-length", "host", "transfer-encoding", "date", "upgrade", "http2-settings");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile @Nullable URI behind;
    private volatile UnaryOperator<String> paths = UnaryOperator.identity();
    private volatile Harm harm = (path, reply) -> reply;

    /** Changes the answer to a request. */
    interface Harm {
        Reply of(String path, Reply reply);
    }

    /** An answer on its way. */
    record Reply(int status, Map<String, List<String>> headers, String body) {

        Reply {
            Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            copy.putAll(headers);
            headers = copy;
        }

        static Reply of(int status, String type, String body) {
            return new Reply(status, Map.of("Content-Type", List.of(type)), body);
        }

        static Reply redirect(String location) {
            return new Reply(302, Map.of("Location", List.of(location)), "");
        }

        Reply with(String name, String value) {
            Reply changed = new Reply(status, headers, body);
            changed.headers.put(name, List.of(value));
            return changed;
        }

        Reply without(String name) {
            Reply changed = new Reply(status, headers, body);
            changed.headers.remove(name);
            return changed;
        }

        Reply replacing(String regex, String by) {
            return new Reply(status, headers, body.replaceAll(regex, by));
        }
    }

    Front() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Returns the requests that came, whole. */
    List<String> seen() {
        return seen;
    }

    /** Passes requests on to that server. */
    void to(URI origin) {
        behind = origin;
    }

    void harm(Harm harmful) {
        harm = harmful;
    }

    /** Rewrites each path, as a server in front does that resolves or decodes it. */
    void paths(UnaryOperator<String> rewritten) {
        paths = rewritten;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = harm.of(exchange.getRequestURI().getPath(), forward(exchange));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply forward(HttpExchange exchange) throws IOException, InterruptedException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().entrySet() + " " + sent);
        URI origin = behind;
        if (origin == null) {
            return Reply.of(404, "text/html", "<html>Another program</html>");
        }
        URI asked = exchange.getRequestURI();
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(origin + paths.apply(asked.getRawPath()) + query))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(sent));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            return Reply.of(502, "text/html", "<html>Bad gateway</html>");
        }
    }

    /** Returns a path with its slashes merged. */
    static String merged(String path) {
        return String.join(
                        "/",
                        Arrays.stream(path.split("/"))
                                .filter(part -> !part.isEmpty())
                                .toList())
                .transform(joined -> "/" + joined);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
