package dev.tributary.gateway.proxy;

import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tributary.gateway.http.RawSocket;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.environment.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/**
 * Attacks on calls, each by raw socket against the running proxy with a simulated Confluence behind it. After each: nothing
 * reached Confluence, no secret came out, it was answered or closed at once, and alice is still alice and bob is bob.
 */
final class AttackListTest {

    private static final Duration PROMPTLY = Duration.ofSeconds(5);
    private static final String KEY_A = "trib_key-of-app-a";
    private static final String KEY_B = "trib_key-of-app-b";
    private static final String CURRENT = "/rest/api/user/current";

    private final List<String> secrets = new ArrayList<>(List.of(KEY_A, KEY_B));
    private final ConfluenceSimulator wiki =
            ConfluenceSimulator.dataCenter().contextPath("/confluence").start();
    private final ConfluenceSimulator second = ConfluenceSimulator.dataCenter().start();
    private final ProxyWorld world = new ProxyWorld()
            .site("wiki", wiki.baseUrl())
            .site("wiki2", second.baseUrl())
            .app("a", KEY_A, "wiki", "wiki2")
            .app("b", KEY_B, "wiki");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Connection bobsOfA;
    private Connection alicesOfB;

    @BeforeEach
    void connect() {
        world.connect("a", "alice", "wiki", () -> token("alice"));
        bobsOfA = world.connect("a", "bob", "wiki", () -> token("bob"));
        alicesOfB = world.connect("b", "alice", "wiki", () -> token("alice"));
        world.start();
        log.start();
        rootLogger().addAppender(log);
        rootLogger().setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        rootLogger().detachAppender(log);
        world.close();
        wiki.close();
        second.close();
    }

    /** What is sent, and with which statuses it may be answered. */
    private record Attack(String id, String bytes, List<Integer> statuses) {}

    private static Attack target(String id, String target, Integer... statuses) {
        return request(id, "GET " + target + " HTTP/1.1", "", statuses);
    }

    private static Attack request(String id, String line, String more, Integer... statuses) {
        String head = head(line, "Host: localhost", "Authorization: Bearer " + KEY_A, "Tributary-User: alice" + more);
        return new Attack(id, head, List.of(statuses));
    }

    static Stream<Attack> onPaths() {
        return Stream.of(
                target("D-A1 a dot segment out of the site", "/sites/wiki/../v1/connections", 400),
                target("D-A2 an encoded dot segment", "/sites/wiki/%2e%2e/wiki2/rest/api/user/current", 400),
                target("D-A3 an empty segment", "/sites/wiki//evil.example/rest/api/space", 400),
                target("D-A3 an authority for a path", "//evil.example/x", 400, 404),
                target("D-A4 backslashes", "/sites/wiki/rest\\..\\..\\x", 400),
                target("D-A5 an absolute form", "http://169.254.169.254/latest/", 400, 404),
                target("D-A6 an authority before the path", "@evil.example/x", 400),
                target("D-A6 no slash", "evil.example/x", 400),
                target("D-A7 an encoded line break", "/sites/wiki/rest/api/space%0d%0aX-Evil:%201", 400),
                target("D-A8 another case", "/sites/WIKI" + CURRENT, 400, 404),
                target("D-A8 an encoded slash", "/sites/wiki%2frest/api/space", 400, 404),
                target("D-A8 an encoded letter", "/sites/%77iki" + CURRENT, 400, 404),
                target("D-A8 no site", "/sites//rest", 400, 404),
                target("D-A8 an unknown site", "/sites/nosuch" + CURRENT, 404),
                target("D-A8 a site and no path", "/sites/wiki", 404),
                target("a semicolon", "/sites/wiki/rest/api;x=/space", 400),
                target("an encoded semicolon", "/sites/wiki/rest/api/%3bx/space", 400),
                target("a doubly encoded dot", "/sites/wiki/rest/api/%252e%252e/pat", 400),
                target("an encoded NUL", "/sites/wiki/rest/api/space%00", 400),
                target("not UTF-8", "/sites/wiki/rest/api/%ff", 400),
                target("an overlong slash", "/sites/wiki/rest/api/%c0%af", 400),
                request(
                        "D-A10 minting a personal access token",
                        "POST /sites/wiki/rest/pat/latest/tokens HTTP/1.1",
                        "\r\nContent-Length: 0",
                        403),
                request("D-A11 the token endpoint", "POST /sites/wiki/rest/oauth2/latest/token HTTP/1.1", "", 403),
                request("D-A11 revoking", "POST /sites/wiki/rest/oauth2/latest/revoke HTTP/1.1", "", 403),
                target("a servlet", "/sites/wiki/plugins/servlet/oauth2/consent", 403),
                target("an action", "/sites/wiki/rest/api/doconfigure.action", 403),
                target("administration in disguise", "/sites/wiki/rest/api/%61dmin/user", 403),
                target("changing a password by another suffix", "/sites/wiki/rest/api/user/current/password.json", 403),
                target("the simulator's control", "/sites/wiki/simulator/grants", 403));
    }

    static Stream<Attack> onMessages() {
        String post = "POST /sites/wiki/rest/api/content HTTP/1.1";
        String get = "GET /sites/wiki" + CURRENT + " HTTP/1.1";
        String smuggled = head("GET /sites/wiki/rest/api/space?smuggled HTTP/1.1", "Host: x");
        return Stream.of(
                with(
                        request(
                                "D-B1 coding and length",
                                post,
                                "\r\nContent-Length: 4\r\nTransfer-Encoding: chunked",
                                400),
                        "0\r\n\r\n" + smuggled),
                with(request("D-B2 two lengths", post, "\r\nContent-Length: 4\r\nContent-Length: 5", 400), "abcd"),
                request("D-B3 a folded field", get, "\r\nX-A: b\r\n c", 400),
                with(request("D-B4 a signed length", post, "\r\nContent-Length: +4", 400), "abcd"),
                with(request("D-B4 a list of lengths", post, "\r\nContent-Length: 4, 4", 400), "abcd"),
                with(request("an unknown coding", post, "\r\nTransfer-Encoding: xchunked", 400), smuggled),
                with(request("two codings", post, "\r\nTransfer-Encoding: gzip, chunked", 400), smuggled),
                new Attack(
                        "D-B5 no Host",
                        head(get, "Authorization: Bearer " + KEY_A, "Tributary-User: alice"),
                        List.of(400)),
                request("D-B5 two Hosts", get, "\r\nHost: other", 400),
                new Attack(
                        "D-B5 a strange Host",
                        head(get, "Host: a/@evil?", "Authorization: Bearer " + KEY_A),
                        List.of(400)),
                request("two credentials", get, "\r\nAuthorization: Bearer " + KEY_B, 400),
                request("D-B6 TRACE", "TRACE /sites/wiki" + CURRENT + " HTTP/1.1", "", 405, 501, 400),
                request("D-B6 CONNECT", "CONNECT evil:443 HTTP/1.1", "", 405, 501, 400),
                request("D-B6 FOO", "FOO /sites/wiki" + CURRENT + " HTTP/1.1", "", 405, 501, 400),
                request("D-B6 OPTIONS *", "OPTIONS * HTTP/1.1", "", 405, 501, 400),
                request("OPTIONS of a site", "OPTIONS /sites/wiki" + CURRENT + " HTTP/1.1", "", 405),
                request("D-B8 a WebSocket", get, "\r\nConnection: Upgrade\r\nUpgrade: websocket", 400, 426, 501),
                request("D-B11 a CR in a value", get, "\r\nX-A: b\rc", 400),
                request("D-B11 a NUL in a value", get, "\r\nX-A: b\0c", 400),
                request("D-B13 a long request line", "GET /sites/wiki/" + "x".repeat(40 * 1024) + " HTTP/1.1", "", 414),
                request("D-B13 a long field", get, "\r\nX-A: " + "x".repeat(70 * 1024), 431),
                request("D-B13 many fields", get, "\r\nX-A: b".repeat(2_000), 431),
                with(request("a body to read with", get, "\r\nContent-Length: 4", 400), "abcd"),
                request("a method in the query", "POST /sites/wiki/rest/api/content?_method=DELETE HTTP/1.1", "", 400),
                request(
                        "credentials in the query",
                        "GET /sites/wiki" + CURRENT + "?os_username=bob&os%5Fpassword=bob HTTP/1.1",
                        "",
                        400),
                request("a token in the query", "GET /sites/wiki" + CURRENT + "?access_token=x HTTP/1.1", "", 400),
                with(
                        request(
                                "credentials in a form",
                                post,
                                "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 15",
                                415),
                        "os_username=bob"));
    }

    static Stream<Attack> onCredentials() {
        String get = "GET /sites/wiki" + CURRENT + " HTTP/1.1";
        String host = "Host: localhost";
        return Stream.of(
                new Attack("D-C1 no key", head(get, host, "Tributary-User: alice"), List.of(401)),
                new Attack(
                        "D-C1 an unknown key",
                        head(get, host, "Authorization: Bearer x", "Tributary-User: alice"),
                        List.of(401)),
                new Attack(
                        "D-C1 an empty key",
                        head(get, host, "Authorization: Bearer ", "Tributary-User: alice"),
                        List.of(401)),
                new Attack(
                        "a key as Basic",
                        head(get, host, "Authorization: Basic eDp5", "Tributary-User: alice"),
                        List.of(401)),
                new Attack("D-C6 nobody selected", head(get, host, "Authorization: Bearer " + KEY_A), List.of(400)),
                new Attack(
                        "D-C6 an empty user",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: "),
                        List.of(400)),
                request("two users", get, "\r\nTributary-User: bob", 400),
                new Attack(
                        "a user with a raw space",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: al ice"),
                        List.of(400)),
                new Attack(
                        "a user with a broken escape",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: alice%2"),
                        List.of(400)),
                new Attack(
                        "a user with a line break",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: alice%0a"),
                        List.of(400)),
                new Attack(
                        "a user in capitals",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: ALICE"),
                        List.of(409)),
                new Attack(
                        "a user not connected",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: carol"),
                        List.of(409)),
                request("a connection that is no id", get, "\r\nTributary-Connection: x", 404));
    }

    private static Attack with(Attack attack, String body) {
        return new Attack(attack.id(), attack.bytes() + body, attack.statuses());
    }

    @TestFactory
    Stream<DynamicTest> refuses_and_stays_unharmed() {
        return Stream.of(onPaths(), onMessages(), onCredentials())
                .flatMap(attacks -> attacks)
                .map(attack -> DynamicTest.dynamicTest(attack.id(), () -> check(attack)));
    }

    private void check(Attack attack) {
        wiki.requests().clear();
        second.requests().clear();
        Instant start = Instant.now();
        String answer = answer(attack.bytes());

        assertThat(Duration.between(start, Instant.now())).isLessThan(PROMPTLY);
        assertThat(wiki.requests().all()).as("what reached Confluence").isEmpty();
        assertThat(second.requests().all())
                .as("what reached the other Confluence")
                .isEmpty();
        assertThat(Integer.parseInt(answer.substring(9, 12))).as(answer).isIn(attack.statuses());
        assertThat(answer.split("HTTP/1\\.1 [0-9]", -1)).as("answers").hasSize(2);
        assertThat(answer).contains("application/problem+json").contains("\"type\":\"https://");
        assertUnharmed(answer);
    }

    private void assertUnharmed(String answer) {
        String said = answer
                + log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(said).doesNotContain(secrets).doesNotContain("\tat ", "io.netty", "io.vertx", "Exception");
        assertThat(served("alice")).isEqualTo("alice");
        assertThat(served("bob")).isEqualTo("bob");
    }

    @Test
    void d_a8_tells_no_site_that_is_not_allowed_from_one_that_is_not_there() {
        world.connect("b", "bob", "wiki", () -> token("bob"));

        String notAllowed = body(answer(asB("/sites/wiki2" + CURRENT)));

        assertThat(body(answer(asB("/sites/nosuch" + CURRENT))))
                .isEqualTo(notAllowed)
                .contains("unknown-site");
        assertThat(second.requests().all()).isEmpty();
    }

    @Test
    void d_b9_sends_no_other_method_than_was_asked_for() {
        answer(head(
                "POST /sites/wiki/rest/api/content/1 HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Authorization: Bearer " + KEY_A,
                "Tributary-User: alice",
                "X-HTTP-Method-Override: DELETE",
                "X_HTTP_Method_Override: DELETE",
                "Content-Length: 0"));

        RecordedRequest reached = wiki.requests().all().get(0);
        assertThat(reached.method()).isEqualTo("POST");
        assertThat(String.join(" ", reached.headers().keySet())).doesNotContainIgnoringCase("override");
    }

    @Test
    void d_b10_lets_no_connection_option_strip_the_gateways_credential() {
        String answer = answer(head(
                "GET /sites/wiki" + CURRENT + " HTTP/1.1",
                "Host: localhost",
                "Connection: close, authorization, tributary-user",
                "Authorization: Bearer " + KEY_A,
                "Tributary-User: alice"));

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"username\":\"alice\"");
    }

    @Test
    void d_c2_takes_no_token_of_confluence_for_a_key() {
        String answer = answer(head(
                "GET /sites/wiki" + CURRENT + " HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Authorization: Bearer " + token("alice").reveal(),
                "Tributary-User: alice"));

        assertThat(answer).startsWith("HTTP/1.1 401 ").contains("WWW-Authenticate: Bearer");
        assertUnharmed(answer);
    }

    @Test
    void d_c3_tells_no_foreign_connection_from_an_unknown_one() {
        String foreign = body(answer(withConnection(alicesOfB.id().value())));

        assertThat(foreign).contains("unknown-connection");
        assertThat(body(answer(withConnection(UUID.randomUUID().toString())))).isEqualTo(foreign);
        assertUnharmed(foreign);
    }

    @Test
    void d_c5_refuses_selectors_that_disagree() {
        String answer = answer(head(
                "GET /sites/wiki" + CURRENT + " HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Authorization: Bearer " + KEY_A,
                "Tributary-User: alice",
                "Tributary-Connection: " + bobsOfA.id()));

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(wiki.requests().all()).isEmpty();
    }

    @Test
    void d_c8_sends_on_none_of_the_callers_credentials_and_forwarding_fields() {
        String answer = answer(head(
                "GET /sites/wiki" + CURRENT + "?probe=c8 HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Authorization: Bearer " + KEY_A,
                "Tributary-User: alice",
                "Cookie: JSESSIONID=x",
                "X-Forwarded-For: 1.2.3.4",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-User: bob",
                "Forwarded: for=1.2.3.4",
                "X-Real-IP: 1.2.3.4",
                "Proxy-Authorization: Basic eDp5"));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        RecordedRequest reached = wiki.requests().all().get(0);
        assertThat(reached.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotContain("cookie", "forwarded", "x-real-ip", "proxy-authorization", "tributary-user")
                .noneMatch(name -> name.startsWith("x-forwarded"));
        assertThat(reached.headers().get("Authorization")).hasSize(1).noneMatch(value -> value.contains(KEY_A));
        assertThat(reached.query()).isEqualTo("probe=c8");
    }

    @Test
    void d_h1_mends_a_token_that_ended_behind_its_back() {
        wiki.switches().set("anonymous-access", "on");
        User alice = wiki.users().named("alice").orElseThrow();
        wiki.personalTokens().of(alice).forEach(token -> wiki.personalTokens().revoke(alice, token.id()));

        assertThat(served("alice")).isEqualTo("alice");
        assertThat(world.tokens().renewals()).isEqualTo(1);
        assertThat(wiki.requests().of("GET", CURRENT)).hasSize(2);
    }

    private String served(String user) {
        String body =
                world.send(world.call(KEY_A, user, "/sites/wiki" + CURRENT)).body();
        return body.replaceAll("(?s).*\"username\":\"([^\"]*)\".*", "$1");
    }

    private String answer(String bytes) {
        try (RawSocket socket = new RawSocket(world.port())) {
            String first = bytes.replaceFirst("\r\n", "\r\nConnection: close\r\n");
            boolean says = bytes.contains("\r\nConnection:");
            return socket.send(says ? bytes : first).readToEnd();
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n"));
    }

    private static String asB(String target) {
        return head(
                "GET " + target + " HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer " + KEY_B,
                "Tributary-User: bob");
    }

    private static String withConnection(String id) {
        return head(
                "GET /sites/wiki" + CURRENT + " HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Authorization: Bearer " + KEY_A,
                "Tributary-Connection: " + id);
    }

    private Secret token(String user) {
        String token = wiki.personalTokens().create(wiki.users().named(user).orElseThrow(), "test", null);
        secrets.add(token);
        return Secret.of(token);
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
