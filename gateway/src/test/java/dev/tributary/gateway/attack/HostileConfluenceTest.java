package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.gateway.proxy.RawConfluence.Script;
import dev.tributary.gateway.proxy.RawConfluence.Talk;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.oauth.Revocation;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group H: what a Confluence may do to the gateway and its users. */
final class HostileConfluenceTest extends AttackTest {

    private static final String CALL = "/sites/evil/rest/api/user/current";

    @BeforeEach
    void behave() {
        ground().evil.behave();
    }

    @AfterEach
    void refuseAnonymousAccess() {
        ground().wiki.switches().set(Switch.ANONYMOUS_ACCESS, "off");
    }

    /** Connects a user at the hostile site, where no browser is needed. */
    private String connect(String user) {
        Journey journey = new Journey(ground(), App.A, user, "evil");
        Exchange left = journey.leave();
        String state = Journey.parameter(left.location().orElseThrow(), "state").orElseThrow();
        Exchange back = journey.browser().get(URI.create(ground().uri() + "/callback/evil?code=any&state=" + state));
        return ground().confirm(App.A, journey.codeOf(back), user).is(201).text("/id");
    }

    @Test
    void d_h1_a_token_that_ended_behind_our_back_is_renewed_once_and_the_call_is_alice_s() {
        ground().wiki.switches().set(Switch.ANONYMOUS_ACCESS, "on");
        ground().wiki.grants().revoke(Revocation.of("alice", Revocation.Kind.ACCESS));

        assertThat(ground().call(App.A, "alice", Ground.CURRENT).is(200).text("/username"))
                .isEqualTo("alice");
        assertThat(ground().tokenRequests()).hasSize(1);
        assertThat(ground().wiki.requests().of("GET", "/rest/api/user/current").size())
                .isLessThanOrEqualTo(2);
    }

    @Test
    void d_h2_a_confluence_that_rejects_every_token_is_asked_twice_and_for_one_new_token() {
        connect("ada");
        ground().begin();
        ground().evil.rest(talk -> talk.answer(401, "", ""));

        ground().call(App.A, "ada", CALL).isProblem(502, 409);

        assertThat(ground().evil.heads("/rest/api")).hasSize(2);
        assertThat(ground().evil.heads("/rest/oauth2/latest/token")).hasSize(1);
    }

    @Test
    void d_h2_a_confluence_that_answers_401_to_everything_the_renewal_too() {
        connect("amy");
        ground().begin();
        Script unauthorized = talk -> talk.answer(401, "", "");
        ground().evil.rest(unauthorized);
        ground().evil.tokens(unauthorized);

        ground().call(App.A, "amy", CALL).isProblem(502, 503, 409);

        assertThat(ground().evil.heads("/rest/api").size()).isLessThanOrEqualTo(2);
        assertThat(ground().evil.heads("/rest/oauth2/latest/token")).hasSize(1);
    }

    @Test
    void d_h3_a_cookie_of_confluence_goes_neither_to_the_caller_nor_into_the_next_call() {
        connect("ann");
        connect("ben");
        ground().evil
                .rest(talk -> talk.answer(
                        200,
                        "Set-Cookie: JSESSIONID=a; Path=/\r\nX-AUSERNAME: alice\r\nContent-Type: application/json\r\n",
                        "{}"));

        Answer first = ground().call(App.A, "ann", CALL).is(200);
        ground().begin();
        ground().call(App.A, "ben", CALL).is(200);

        assertThat(first.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(ground().evil.heads())
                .noneMatch(head -> head.toLowerCase(Locale.ROOT).contains("\ncookie:"));
    }

    @Test
    void c21_a_confluence_that_serves_somebody_else_suspends_the_connection_until_its_user_connects_again() {
        String id = connect("cat");
        ground().evil
                .rest(talk -> talk.answer(
                        200,
                        "X-AUSERNAME: bob\r\nContent-Type: application/json\r\n",
                        "{\"type\":\"known\",\"username\":\"bob\",\"userKey\":\"key-of-bob\",\"private\":\"of bob\"}"));
        ground().begin();

        Answer answer = ground().call(App.A, "cat", CALL).isProblem(502);
        int asked = ground().evil.heads("/rest/api").size();

        assertThat(answer.text("/type")).endsWith("/served-as-another");
        assertThat(answer.body()).doesNotContain("of bob");
        ground().call(App.A, "cat", CALL).isProblem(409);
        assertThat(ground().evil.heads("/rest/api"))
                .as("one call and one question who that is")
                .hasSize(asked)
                .hasSize(2);
        assertThat(ground().evil.heads("/rest/oauth2/latest/token")).isEmpty();
        assertThat(ground().api(App.A, "GET", "/v1/connections/" + id, null).text("/reason"))
                .isEqualTo("SERVED_AS_ANOTHER");

        ground().evil.behave();
        connect("cat");
        ground().call(App.A, "cat", CALL).is(200);
    }

    @Test
    void c24_a_pair_that_comes_after_the_user_has_disconnected_is_revoked_and_of_no_use() {
        CountDownLatch ended = new CountDownLatch(1);
        String id = connect("dan");
        ground().evil.rest(talk -> talk.answer(401, "", ""));
        ground().evil.tokens(talk -> {
            awaited(ended);
            ground().evil.issueLate(talk);
        });
        ground().begin();
        CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> ground().call(App.A, "dan", CALL));
        await().until(() -> !ground().evil.heads("/rest/oauth2/latest/token").isEmpty());

        ground().api(App.A, "DELETE", "/v1/connections/" + id, null).is(200);
        ended.countDown();

        call.join().isProblem(409, 502, 503);
        await().untilAsserted(
                        () -> assertThat(ground().evil.revoked()).contains("evil-refresh-late", "evil-access-late"));
        ground().call(App.A, "dan", CALL).isProblem(409);
        assertThat(ground().api(App.A, "GET", "/v1/connections/" + id, null).text("/status"))
                .isEqualTo("DISCONNECTED");
        assertThat(ground().evil.heads()).noneMatch(head -> head.contains("evil-access-late"));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> badTokenAnswers() {
        return Stream.of(
                Arguments.argumentSet("5 MB of JSON", (Script) talk -> huge(talk, 5 * 1024 * 1024)),
                Arguments.argumentSet("JSON without end", (Script) talk -> huge(talk, 1L << 40)),
                Arguments.argumentSet("HTML", (Script)
                        talk -> talk.answer(200, "Content-Type: text/html\r\n", "<html>Log in</html>")),
                Arguments.argumentSet("half of JSON", (Script)
                        talk -> talk.answer(200, "Content-Type: application/json\r\n", "{\"access_token\":\"evil-ac")),
                Arguments.argumentSet("deep JSON", (Script)
                        talk -> talk.answer(200, "Content-Type: application/json\r\n", "[".repeat(100_000))),
                Arguments.argumentSet("a token with a line break", (Script) talk -> talk.answer(
                        200,
                        "Content-Type: application/json\r\n",
                        "{\"access_token\":\"evil-access-\\r\\nX: y\",\"token_type\":\"bearer\",\"expires_in\":3600}")),
                Arguments.argumentSet("a redirect with the credentials", (Script)
                        talk -> talk.answer(307, "Location: /rest/api/stolen\r\n", "")),
                Arguments.argumentSet("a broken answer", (Script) talk -> {
                    talk.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
                    talk.out().close();
                }));
    }

    private static void huge(Talk talk, long bytes) throws IOException {
        talk.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes + "\r\n\r\n{\"x\":\"");
        for (long sent = 0; sent < bytes; sent += 0x10000) {
            talk.write("x".repeat(0x10000));
        }
    }

    @ParameterizedTest
    @MethodSource("badTokenAnswers")
    void d_h4_a_token_endpoint_that_answers_nonsense_harms_no_connection(Script nonsense) {
        ground().evil.tokens(ground().evil::issueShort);
        String user = "ann-" + UUID.randomUUID();
        String id = connect(user);
        Instant end = Instant.parse(
                ground().api(App.A, "GET", "/v1/connections/" + id, null).text("/expiresAt"));
        await().until(() -> Instant.now().isAfter(end));
        ground().begin();
        ground().evil.tokens(nonsense);

        ground().call(App.A, user, CALL).isProblem(502, 503);

        assertThat(ground().evil.heads("/rest/api")).isEmpty();
        assertThat(ground().evil.heads("/rest/oauth2/latest/token")).hasSize(1);
        assertThat(ground().api(App.A, "GET", "/v1/connections/" + id, null).text("/status"))
                .isEqualTo("ACTIVE");
    }
}
