package dev.tributary.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.Returned;
import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Disconnected;
import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.Content;
import dev.tributary.confluence.NewPage;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.RateLimited;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole web application whose users read and write Confluence as themselves. From a clone, each in a terminal:
 *
 * <pre>
 * ./tributary simulate --port 8090
 * java -cp cli/target/tributary.jar examples/src/main/java/dev/tributary/examples/ConnectAndRead.java
 * </pre>
 *
 * Then open {@code http://localhost:8080}. For a real Confluence give its base URL as the argument, and in the environment
 * {@code WIKI_CLIENT_ID} and {@code WIKI_CLIENT_SECRET} as its administrator registered them for {@code
 * http://localhost:8080/callback}.
 */
public final class ConnectAndRead implements AutoCloseable {

    private static final String SIGN_IN = """
            <form method="post" action="/sign-in">
            <label>Who are you here? <input name="user" required autofocus></label> <button>Sign in</button>
            </form>
            """;
    private static final String CONNECT = """
            <form method="post" action="/connect"><button>Connect to Confluence</button></form>
            """;
    private static final String CONNECTED = """
            <form action="/search"><label>Search <input name="words" required></label> <button>Search</button></form>
            <form method="post" action="/pages">
            <label>Title <input name="title" required></label> <label>Text <input name="text"></label> <button>Write</button>
            </form>
            <form method="post" action="/disconnect"><button>Disconnect</button></form>
            """;
    private static final String HOME = "<p><a href=\"/\">Back</a></p>";

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Tributary tributary;

    /** A browser that is signed in at this application, and the secret that ties it to the flows it begins. */
    private record Session(String user, Secret browser) {}

    /** Serves on that port of this machine; 0 takes a free one. */
    public ConnectAndRead(int port, URI wiki, String clientId, Secret clientSecret) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        URI redirectUri = URI.create(address() + "/callback");
        // snippet: build
        // Once, at the start.
        ClientRegistration registration = new ClientRegistration(clientId, clientSecret, redirectUri, List.of("WRITE"));
        tributary = Tributary.builder()
                .site(Site.dataCenter("wiki", wiki, registration))
                .build();
        // end
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts it on port 8080. */
    public static void main(String[] arguments) throws IOException {
        URI wiki = URI.create(arguments.length == 0 ? "http://localhost:8090" : arguments[0]);
        Map<String, String> environment = System.getenv();
        String clientId = environment.getOrDefault("WIKI_CLIENT_ID", "tributary");
        Secret clientSecret = Secret.of(environment.getOrDefault("WIKI_CLIENT_SECRET", "tributary-secret"));
        ConnectAndRead application = new ConnectAndRead(8080, wiki, clientId, clientSecret);
        System.out.println("ready " + application.address());
    }

    /** Returns where it serves. */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        tributary.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Optional<Session> session = session(exchange);
        if (asked.equals("POST /sign-in")) {
            signIn(exchange);
        } else if (session.isEmpty()) {
            show(exchange, 200, SIGN_IN);
        } else {
            answer(exchange, asked, session.get());
        }
    }

    private void answer(HttpExchange exchange, String asked, Session session) throws IOException {
        // snippet: failures
        try {
            switch (asked) {
                case "POST /connect" -> connect(exchange, session);
                case "GET /callback" -> callback(exchange, session);
                default -> answerConnected(exchange, asked, session);
            }
        } catch (NotConnected | GrantEnded e) { // its user has to connect
            show(exchange, 200, escape(e.getMessage()) + CONNECT);
        } catch (RateLimited e) { // time mends it
            showLater(exchange, e, e.retryAfter());
        } catch (Unavailable e) {
            showLater(exchange, e, e.retryAfter());
        } catch (TributaryException e) { // the message says who mends it, and how
            show(exchange, 502, escape(e.getMessage()) + HOME);
        }
        // end
    }

    private void answerConnected(HttpExchange exchange, String asked, Session session) throws IOException {
        Optional<Connection> connection = tributary.connection(session.user(), "wiki");
        if (connection.isEmpty()) {
            show(exchange, 200, CONNECT);
            return;
        }
        switch (asked) {
            case "GET /" -> home(exchange, connection.get());
            case "GET /search" -> search(exchange, connection.get());
            case "POST /pages" -> write(exchange, connection.get());
            case "POST /disconnect" -> disconnect(exchange, connection.get());
            default -> show(exchange, 404, "There is nothing here." + HOME);
        }
    }

    private void connect(HttpExchange exchange, Session session) throws IOException {
        // snippet: connect
        // The user presses "connect": send the browser to Confluence.
        AuthorizationRequest request = tributary
                .authorize(session.user(), "wiki")
                .browser(session.browser())
                .returnTo("/")
                .begin();
        redirect(exchange, request.uri());
        // end
    }

    private void callback(HttpExchange exchange, Session session) throws IOException {
        // snippet: callback
        // The browser comes back to the redirect URI; your session says who is signed in there now.
        String query = exchange.getRequestURI().getRawQuery();
        Callback callback = Callback.of("wiki", query, session.browser());
        Returned returned = tributary.completeAndReturn(callback, session.user());
        redirect(exchange, URI.create(returned.returnTo()));
        // end
    }

    private void home(HttpExchange exchange, Connection connection) throws IOException {
        // snippet: read
        // From then on, with tributary.connection(user, "wiki"): read, search and write as that user.
        Confluence confluence = tributary.confluence(connection);
        Stream<Content> pages = confluence.pages("DEMO");
        // end
        String account = escape(connection.account().displayName());
        show(exchange, 200, "<p>In Confluence you are " + account + ".</p>" + list(pages) + CONNECTED);
    }

    private void search(HttpExchange exchange, Connection connection) throws IOException {
        Confluence confluence = tributary.confluence(connection);
        String words = field(exchange.getRequestURI().getRawQuery(), "words");
        // snippet: search
        String quoted = '"' + words.replaceAll("[\\\\\"]", " ") + '"';
        Stream<Content> found = confluence.search("type = page and text ~ " + quoted);
        // end
        show(exchange, 200, list(found) + HOME);
    }

    private void write(HttpExchange exchange, Connection connection) throws IOException {
        Confluence confluence = tributary.confluence(connection);
        String form = body(exchange);
        String title = field(form, "title");
        String text = field(form, "text");
        // snippet: write
        Content page = confluence.createPage(new NewPage("DEMO", title, "<p>" + escape(text) + "</p>"));
        // end
        show(exchange, 200, "<p>Written:</p>" + list(Stream.of(page)) + HOME);
    }

    private void disconnect(HttpExchange exchange, Connection connection) throws IOException {
        // snippet: disconnect
        // Enough: the tokens are erased here and revoked there.
        Disconnected disconnected = tributary.disconnect(connection);
        // end
        String settings = escape(disconnected.authorizationsPage().toString());
        String also = switch (disconnected.revocation()) {
            case REVOKED, NOTHING_TO_REVOKE -> "";
            case NOT_SUPPORTED, FAILED, STILL_USED ->
                " Confluence could not be told: end it in your <a href=\"" + settings + "\">settings</a> there.";
        };
        show(exchange, 200, "<p>You are disconnected." + also + "</p>" + HOME);
    }

    private void signIn(HttpExchange exchange) throws IOException {
        String user = field(body(exchange), "user").strip();
        if (user.isEmpty()) {
            show(exchange, 200, SIGN_IN);
            return;
        }
        String id = UUID.randomUUID().toString();
        sessions.put(id, new Session(user, AuthorizationRequest.newBrowser()));
        exchange.getResponseHeaders().add("Set-Cookie", "session=" + id + "; Path=/; HttpOnly; SameSite=Lax");
        redirect(exchange, URI.create("/"));
    }

    private Optional<Session> session(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(cookies -> Stream.of(cookies.split("; *", -1)))
                .filter(cookie -> cookie.startsWith("session="))
                .map(cookie -> sessions.get(cookie.substring("session=".length())))
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private static String list(Stream<Content> contents) {
        return contents.map(content -> "<li><a href=\"" + escape(content.link().toString()) + "\">"
                        + escape(content.title()) + "</a></li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private static void showLater(HttpExchange exchange, TributaryException failure, Duration wait) throws IOException {
        exchange.getResponseHeaders().add("Retry-After", String.valueOf(Math.max(1, wait.toSeconds())));
        show(exchange, 503, escape(failure.getMessage()) + HOME);
    }

    private static void show(HttpExchange exchange, int status, String content) throws IOException {
        byte[] page = ("<!DOCTYPE html><html lang=\"en\"><title>Connect and read</title>" + content).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html;charset=UTF-8");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, URI to) throws IOException {
        exchange.getResponseHeaders().add("Location", to.toString());
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.getResponseHeaders().add("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(303, -1);
        exchange.close();
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(64 * 1024), UTF_8);
    }

    private static String field(String form, String name) {
        return Stream.of(String.valueOf(form).split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), UTF_8))
                .findFirst()
                .orElse("");
    }

    /** What people or other systems wrote becomes no HTML here. */
    private static String escape(String text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
