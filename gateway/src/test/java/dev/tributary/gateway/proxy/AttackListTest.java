package dev.tributary.gateway.proxy;

import static dev.tributary.gateway.http.RawSocket.head;
import static dev.tributary.gateway.proxy.AttackList.CURRENT;
import static dev.tributary.gateway.proxy.AttackList.KEY_A;
import static dev.tributary.gateway.proxy.AttackList.KEY_B;
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

    @TestFactory
    Stream<DynamicTest> refuses_and_stays_unharmed() {
        return AttackList.all().map(attack -> DynamicTest.dynamicTest(attack.id(), () -> check(attack)));
    }

    private void check(AttackList.Attack attack) {
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
