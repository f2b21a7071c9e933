package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.Gateway;
import dev.tributary.gateway.http.RawSocket;
import dev.tributary.gateway.identity.TestIssuer;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.GrantView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the attacks are made on: the gateway, its applications and their connected users, two simulated Confluences and a
 * hostile one.
 */
final class Ground implements AutoCloseable {

    /** Where every application takes its users back. Nobody listens there: its browser stops before. */
    static final String RETURN = "http://localhost:8082/back";

    static final String CURRENT = "/sites/wiki/rest/api/user/current";

    private static final Duration PROMPTLY = Duration.ofSeconds(5);

    final ConfluenceSimulator wiki =
            ConfluenceSimulator.dataCenter().contextPath("/confluence").start();
    final ConfluenceSimulator wiki2 = ConfluenceSimulator.dataCenter().start();
    final Evil evil = new Evil();
    final TestIssuer issuer = new TestIssuer(Clock.systemUTC());
    final Witness witness = new Witness();
    final Path directory;
    final String alicesOfA;
    final String bobsOfA;
    final String alicesOfB;

    private final Paper paper;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final List<Said> said = new CopyOnWriteArrayList<>();
    private Gateway gateway;
    private @Nullable Gateway second;

    /** Opens it, its files in that directory, with alice and bob connected by app A and alice by the apps B and J. */
    Ground(Path directory) {
        this.directory = directory;
        paper = new Paper(this);
        App.withKeys().forEach(app -> witness.secret(app.key));
        Paper.secrets().forEach(witness::secret);
        Stream.of("evil-access-", "evil-refresh-").forEach(witness::secret);
        gateway = Gateway.start(paper.config(paper.yaml("http://localhost:0")));
        register("wiki", wiki);
        register("wiki2", wiki2);
        alicesOfA = connect(App.A, "alice", "alice");
        bobsOfA = connect(App.A, "bob", "bob");
        alicesOfB = connect(App.B, "alice", "alice");
        connect(App.J, "alice", "alice");
        begin();
    }

    private void register(String site, ConfluenceSimulator confluence) {
        confluence.clients().register(Client.of("gateway", Paper.secret(site), uri() + "/callback/" + site));
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
        String yaml = paper.yaml(uri().toString());
        gateway.close();
        gateway = Gateway.start(paper.config(edit.apply(yaml)));
    }

    /** Starts a second node on the same files, which listens elsewhere, and returns its port. */
    int secondNode() {
        int port = FreePort.next();
        second = Gateway.start(paper.config("listen: " + port + "\n" + paper.yaml(uri().toString())));
        return port;
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

    /** Connects somebody new at the hostile site, where no browser is needed, and returns who it is. */
    String connectAtEvil() {
        String user = "user-" + UUID.randomUUID();
        connectAtEvil(user);
        return user;
    }

    /** Connects a user at the hostile site and returns the connection's id. */
    String connectAtEvil(String user) {
        Journey journey = new Journey(this, App.A, user, "evil");
        return confirm(App.A, journey.codeOf(arriveAtEvil(journey)), user)
                .is(201)
                .text("/id");
    }

    /** Goes the way through the hostile site, which shows no forms, to where the gateway sends the browser. */
    Exchange arriveAtEvil(Journey journey) {
        String state = Journey.parameter(journey.leave().location().orElseThrow(), "state")
                .orElseThrow();
        return journey.browser().get(URI.create(uri() + "/callback/evil?code=any&state=" + state));
    }

    /** Redeems a code in the name of an app. */
    Answer confirm(App app, String code, String user) {
        return api(app, "POST", "/v1/connections", Map.of("connectionCode", code, "user", user));
    }

    /** Asks the gateway's own interface. */
    Answer api(App app, String method, String path, @Nullable Object body) {
        BodyPublisher publisher =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Answer.JSON.writeValueAsString(body));
        return send(to(path).header("Authorization", credential(app))
                .header("Content-Type", "application/json")
                .method(method, publisher));
    }

    /** Makes a call at a site as a user. */
    Answer call(App app, String user, String target) {
        return send(to(target).header("Authorization", credential(app)).header("Tributary-User", user));
    }

    /** Returns what an app shows: its key, or the token of its user alice. */
    String credential(App app) {
        return "Bearer " + (app == App.J ? issuer.token("alice") : app.key);
    }

    /** Begins a request without any credential. */
    HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(uri().resolve(target)).timeout(PROMPTLY);
    }

    Answer send(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        Answer answer = sendUnheard(built);
        hear(new Said(built.uri().getRawPath(), answer.status(), answer.headers(), answer.body()));
        return answer;
    }

    /** Sends what is answered with a secret that its asker may have. */
    Answer sendUnheard(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void hear(Said answer) {
        witness.heard(answer.headers().map() + "\n" + answer.body());
        said.add(answer);
    }

    /** Hears what a browser is shown by the gateway. */
    void seen(Exchange exchange) {
        if (exchange.uri().toString().startsWith(uri() + "/")) {
            hear(new Said(exchange.uri().getRawPath(), exchange.status(), exchange.headers(), exchange.page()));
        }
    }

    /** Checks that everything that was said since the beginning has the form that it must have. */
    void assertInForm() {
        said.forEach(Said::assertInForm);
    }

    /** Sends bytes and returns what comes back until the gateway closes, which it is asked to do after its answer. */
    String raw(String bytes) {
        String closing =
                bytes.contains("\r\nConnection:") ? bytes : bytes.replaceFirst("\r\n", "\r\nConnection: close\r\n");
        Instant start = Instant.now();
        try (RawSocket socket = new RawSocket(port())) {
            String answer = witness.heard(socket.send(closing).readToEnd());
            assertThat(Duration.between(start, Instant.now())).isLessThan(PROMPTLY);
            Said.read(bytes, answer).forEach(said::add);
            return answer;
        }
    }

    /** Forgets what reached Confluence so far. */
    void begin() {
        learnSecrets();
        wiki.requests().clear();
        wiki2.requests().clear();
        evil.forget();
        said.clear();
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
        assertThat(call(App.J, "alice", CURRENT).is(200).text("/username")).isEqualTo("alice");
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
        issuer.close();
    }
}
