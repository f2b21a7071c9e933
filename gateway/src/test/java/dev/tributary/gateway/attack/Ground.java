package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.Gateway;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.http.RawSocket;
import dev.tributary.gateway.proxy.AttackList;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.GrantView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the attacks are made on: the gateway, its applications and their connected users, two simulated Confluences and a
 * hostile one.
 */
final class Ground implements AutoCloseable {

    /** Where every application takes its users back. Nobody listens there: its browser stops before. */
    static final String RETURN = "http://localhost:8082/back";

    static final String CURRENT = "/sites/wiki" + AttackList.CURRENT;

    private static final String SECRET = "secret-of-the-gateway-at-";
    private static final Duration PROMPTLY = Duration.ofSeconds(5);

    final ConfluenceSimulator wiki =
            ConfluenceSimulator.dataCenter().contextPath("/confluence").start();
    final ConfluenceSimulator wiki2 = ConfluenceSimulator.dataCenter().start();
    final Evil evil = new Evil();
    final Witness witness = new Witness();
    final Path directory;
    final String alicesOfA;
    final String bobsOfA;
    final String alicesOfB;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private Gateway gateway;
    private @Nullable Gateway second;

    /** Opens it, its files in that directory, with alice and bob connected by app A and alice by app B. */
    Ground(Path directory) {
        this.directory = directory;
        Arrays.stream(App.values()).forEach(app -> witness.secret(app.key));
        Stream.of("wiki", "wiki2", "evil").forEach(site -> witness.secret(SECRET + site));
        Stream.of("evil-access-", "evil-refresh-").forEach(witness::secret);
        gateway = Gateway.start(config(yaml("http://localhost:0")));
        register("wiki", wiki);
        register("wiki2", wiki2);
        alicesOfA = connect(App.A, "alice", "alice");
        bobsOfA = connect(App.A, "bob", "bob");
        alicesOfB = connect(App.B, "alice", "alice");
        begin();
    }

    private String yaml(String publicUrl) {
        return "publicUrl: " + publicUrl + "\nsites:\n"
                + site("wiki", wiki.baseUrl())
                + site("wiki2", wiki2.baseUrl())
                + site("evil", evil.baseUrl())
                + "apps:\n"
                + Arrays.stream(App.values()).map(App::yaml).collect(Collectors.joining());
    }

    private GatewayConfig config(String yaml) {
        Map<String, String> environment = new HashMap<>();
        Arrays.stream(App.values()).forEach(app -> environment.put("KEY_" + app.name(), app.key));
        Stream.of("wiki", "wiki2", "evil").forEach(site -> environment.put("SECRET_" + site, SECRET + site));
        return GatewayConfig.parse(yaml, directory, environment);
    }

    private static String site(String id, URI baseUrl) {
        return """
                %s:
                  simulator: true
                  dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${SECRET_%s}" }
              """.formatted(id, baseUrl, id);
    }

    private void register(String site, ConfluenceSimulator confluence) {
        confluence.clients().register(Client.of("gateway", SECRET + site, uri() + "/callback/" + site));
    }

    /** Stops the gateway and starts it again on the same files. */
    void restart() {
        restart(yaml -> yaml);
    }

    /** Stops the gateway. */
    void stop() {
        gateway.close();
    }

    /** Stops the gateway and starts it again on the same files and under the same URL, its configuration edited. */
    void restart(UnaryOperator<String> edit) {
        String yaml = yaml(uri().toString());
        gateway.close();
        gateway = Gateway.start(config(edit.apply(yaml)));
    }

    /** Starts a second node on the same files, which listens elsewhere, and returns its port. */
    int secondNode() {
        int port = freePort();
        second = Gateway.start(config("listen: " + port + "\n" + yaml(uri().toString())));
        return port;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return gateway.uri();
    }

    int port() {
        return uri().getPort();
    }

    /** Connects a user of an application who logs in to Confluence under a name, and returns the connection's id. */
    String connect(App app, String user, String login) {
        Journey journey = new Journey(this, app, user).browser(new SimulatedBrowser(login, login));
        return confirm(app, journey.approve(), user).is(201).text("/id");
    }

    /** Redeems a code in the name of an app. */
    Answer confirm(App app, String code, String user) {
        return api(app, "POST", "/v1/connections", Map.of("connectionCode", code, "user", user));
    }

    /** Asks the gateway's own interface. */
    Answer api(App app, String method, String path, @Nullable Object body) {
        BodyPublisher publisher =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Answer.JSON.writeValueAsString(body));
        return send(to(path).header("Authorization", "Bearer " + app.key)
                .header("Content-Type", "application/json")
                .method(method, publisher));
    }

    /** Makes a call at a site as a user. */
    Answer call(App app, String user, String target) {
        return send(to(target).header("Authorization", "Bearer " + app.key).header("Tributary-User", user));
    }

    /** Begins a request without any credential. */
    HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(uri().resolve(target)).timeout(PROMPTLY);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            witness.heard(answer.headers().map() + "\n" + answer.body());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes and returns what comes back until the gateway closes, which it is asked to do after its answer. */
    String raw(String bytes) {
        String closing =
                bytes.contains("\r\nConnection:") ? bytes : bytes.replaceFirst("\r\n", "\r\nConnection: close\r\n");
        try (RawSocket socket = new RawSocket(port())) {
            return witness.heard(socket.send(closing).readToEnd());
        }
    }

    /** Forgets what reached Confluence so far. */
    void begin() {
        learnSecrets();
        wiki.requests().clear();
        wiki2.requests().clear();
        evil.forget();
    }

    void assertNothingReachedConfluence() {
        assertThat(wiki.requests().all()).as("what reached Confluence").isEmpty();
        assertThat(wiki2.requests().all()).as("what reached the second").isEmpty();
        assertThat(evil.heads()).as("what reached the hostile one").isEmpty();
    }

    List<RecordedRequest> tokenRequests() {
        return wiki.requests().of("POST", "/rest/oauth2/latest/token");
    }

    long liveGrants() {
        return wiki.grants().all().stream().filter(GrantView::live).count();
    }

    /** Checks that every connected user is still served as who it is, and that nothing secret was said. */
    void assertUnharmed() {
        learnSecrets();
        assertThat(call(App.A, "alice", CURRENT).is(200).text("/username")).isEqualTo("alice");
        assertThat(call(App.A, "bob", CURRENT).is(200).text("/username")).isEqualTo("bob");
        assertThat(call(App.B, "alice", CURRENT).is(200).text("/username")).isEqualTo("alice");
        witness.assertNothingSecretWasSaid();
    }

    /** Learns every token, code and verifier that was issued or sent so far. */
    void learnSecrets() {
        Stream.of(wiki, wiki2).forEach(confluence -> {
            confluence.grants().all().stream()
                    .flatMap(grant -> Stream.of(grant.accessTokens(), grant.refreshTokens()))
                    .flatMap(List::stream)
                    .forEach(witness::secret);
            confluence.requests().of("POST", "/rest/oauth2/latest/token").stream()
                    .flatMap(request -> Stream.of(request.body().split("&")))
                    .filter(field -> field.matches("(?:code|code_verifier|refresh_token)=.*"))
                    .forEach(field -> witness.secret(field.substring(field.indexOf('=') + 1)));
        });
    }

    @Override
    public void close() {
        gateway.close();
        if (second != null) {
            second.close();
        }
        witness.close();
        wiki.close();
        wiki2.close();
        evil.close();
    }
}
