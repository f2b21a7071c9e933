package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.gateway.http.RawSocket;
import dev.tributary.gateway.proxy.RawConfluence.Talk;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileConfluenceTest {

    private static final String PAGE = "/sites/evil/rest/api/content/1";

    private final Map<String, Integer> minted = new ConcurrentHashMap<>();
    private final RawConfluence confluence = new RawConfluence(this::serve);
    private final ProxyWorld world =
            new ProxyWorld().site("evil", confluence.baseUrl()).app("a", "ka", "evil");
    private Connection alice;

    @BeforeEach
    void connectTwoUsers() {
        alice = world.connect("a", "alice", "evil", () -> mint("alice"));
        world.connect("a", "bob", "evil", () -> mint("bob"));
        world.start();
    }

    @AfterEach
    void close() {
        world.close();
        confluence.close();
    }

    @Test
    void sends_the_same_octets_with_a_token_and_nothing_of_the_gateways_own() {
        HttpResponse<String> answer =
                world.send(world.call("ka", "alice", PAGE + "?cql=a%20%3D%20%22b%22&os_authType=basic"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("alice");
        assertThat(confluence.heads())
                .singleElement()
                .asString()
                .startsWith("GET /rest/api/content/1?cql=a%20%3D%20%22b%22 HTTP/1.1\r\n")
                .containsIgnoringCase("user-agent: tributary/")
                .doesNotContainIgnoringCase("tributary-user")
                .doesNotContainIgnoringCase("transfer-encoding")
                .doesNotContain("Bearer ka");
    }

    @Tag("C22")
    @Test
    void renews_once_and_replays_once_what_was_rejected() {
        confluence.script(talk -> {
            String body = talk.body();
            if (talk.header("Authorization").endsWith("-1")) {
                talk.answer(401, "", "rejected");
            } else {
                talk.answer(200, "X-AUSERNAME: alice\r\n", "got " + body);
            }
        });

        HttpResponse<String> answer = world.send(post("alice", "the page"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("got the page");
        assertThat(confluence.heads()).hasSize(2);
        assertThat(world.tokens().renewals()).isEqualTo(1);
    }

    @Test
    void never_sends_a_third_request_when_every_token_is_rejected() {
        confluence.script(talk -> talk.answer(401, "", "no"));

        HttpResponse<String> answer = world.send(world.call("ka", "alice", PAGE));

        assertProblem(answer, 502, "bad-gateway");
        assertThat(confluence.heads()).hasSize(2);
        assertThat(world.tokens().renewals()).isEqualTo(1);
    }

    @Tag("C22")
    @Test
    void asks_to_send_again_what_was_rejected_and_too_large_to_hold() {
        confluence.script(talk -> {
            talk.body();
            talk.answer(401, "", "no");
        });

        HttpResponse<String> answer = world.send(post("alice", "x".repeat(100_000)));

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(confluence.heads()).hasSize(1);
        assertThat(world.tokens().renewals()).isEqualTo(1);
    }

    @Test
    void reads_again_what_was_served_anonymously() {
        confluence.script(talk -> {
            boolean dead = talk.header("Authorization").endsWith("-1");
            talk.answer(200, "X-AUSERNAME: " + (dead ? "anonymous" : "alice") + "\r\n", dead ? "public" : "hers");
        });

        assertThat(world.send(world.call("ka", "alice", PAGE)).body()).isEqualTo("hers");
    }

    @Tag("C22")
    @Test
    void never_repeats_a_write_that_was_done_as_anonymous() {
        confluence.script(talk -> {
            talk.body();
            talk.answer(200, "X-AUSERNAME: anonymous\r\n", "created");
        });

        HttpResponse<String> answer = world.send(post("alice", "the page"));

        assertProblem(answer, 502, "served-as-another");
        assertThat(answer.body()).contains("done-as-anonymous").doesNotContain("created");
        assertThat(confluence.heads()).hasSize(1);
        assertThat(world.tokens().renewals()).isZero();
    }

    @Tag("C21")
    @Test
    void suspends_a_connection_that_was_served_as_another_user() {
        world.isServed("alice", new Account("key-of-bob", "bob", "Bob"));
        confluence.script(talk -> talk.answer(200, "X-AUSERNAME: bob\r\n", "bob's secret"));

        HttpResponse<String> answer = world.send(world.call("ka", "alice", PAGE));

        assertProblem(answer, 502, "served-as-another");
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(confluence.heads()).hasSize(1);
        assertThat(world.stored(alice).state().reason()).isEqualTo(Connection.Reason.SERVED_AS_ANOTHER);
        assertProblem(world.send(world.call("ka", "alice", PAGE)), 409, "not-connected");
    }

    @Tag("C21")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-AUSERNAME: alice\r\nX-AUSERNAME: bob\r\n",
                "X-AUSERNAME:\r\nX-AUSERNAME: bob\r\n",
                "X-AUSERNAME: alice\r\nX-AUSERNAME: anonymous\r\n",
                "X-Seraph-LoginReason: OK\r\nX-Seraph-LoginReason: AUTHENTICATED_FAILED\r\n"
            })
    void withholds_what_one_field_of_two_says_is_not_the_users(String fields) {
        confluence.script(talk -> talk.answer(200, fields, "a secret"));

        HttpResponse<String> answer = world.send(world.call("ka", "alice", PAGE));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void passes_on_what_says_twice_whose_it_is() {
        confluence.script(talk -> talk.answer(200, "X-AUSERNAME: alice\r\nX-AUSERNAME: alice\r\n", "hers"));

        assertThat(world.send(world.call("ka", "alice", PAGE)).body()).isEqualTo("hers");
    }

    @Tag("C21")
    @Test
    void serves_a_user_who_was_renamed() {
        world.isServed("alice", new Account("key-of-alice", "alicia", "Alicia"));
        confluence.script(talk -> talk.answer(200, "X-AUSERNAME: alicia\r\n", "hers"));

        assertThat(world.send(world.call("ka", "alice", PAGE)).body()).isEqualTo("hers");
        assertThat(world.stored(alice).account().username()).isEqualTo("alicia");
    }

    @Tag("C20")
    @Test
    void passes_no_cookie_on_in_either_direction() {
        confluence.script(
                talk -> talk.answer(200, "Set-Cookie: JSESSIONID=a\r\nX-AUSERNAME: " + user(talk) + "\r\n", "ok"));

        HttpResponse<String> first = world.send(world.call("ka", "alice", PAGE).header("Cookie", "JSESSIONID=b"));
        world.send(world.call("ka", "bob", PAGE));

        assertThat(first.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(confluence.heads())
                .hasSize(2)
                .allSatisfy(head -> assertThat(head).doesNotContainIgnoringCase("cookie"));
    }

    @Tag("C23")
    @Test
    void keeps_one_users_answer_from_another_when_bytes_follow_it() {
        confluence.script(talk -> {
            String stray = "HTTP/1.1 200 OK\r\nX-AUSERNAME: bob\r\nContent-Length: 6\r\n\r\nalice!";
            talk.write("HTTP/1.1 200 OK\r\nX-AUSERNAME: " + user(talk) + "\r\nContent-Length: 2\r\n\r\nok"
                    + (user(talk).equals("alice") ? stray : ""));
        });
        for (int i = 0; i < 20; i++) {
            world.send(world.call("ka", "alice", PAGE));
            HttpResponse<String> bob = world.send(world.call("ka", "bob", PAGE));
            assertThat(bob.body()).isEqualTo("ok");
        }
    }

    @Tag("C23")
    @Test
    void does_not_use_a_socket_again_that_answered_early_or_said_101_or_was_cut() {
        Set<Integer> spoiled = ConcurrentHashMap.newKeySet();
        confluence.script(talk -> {
            String path = talk.head().split(" ", -1)[1];
            if (!path.equals("/rest/api/x")) {
                spoiled.add(talk.socket());
            }
            switch (path) {
                case "/rest/api/early" -> talk.answer(413, "X-AUSERNAME: alice\r\n", "early");
                case "/rest/api/switch" -> talk.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
                case "/rest/api/cut" -> {
                    talk.write("HTTP/1.1 200 OK\r\nX-AUSERNAME: alice\r\nContent-Length: 100\r\n\r\ncut");
                    throw new IOException("cut");
                }
                default -> talk.answer(200, "X-AUSERNAME: " + user(talk) + "\r\n", "socket " + talk.socket());
            }
        });
        int first = socket();
        await().alias("a clean end").until(() -> socket() == first);
        try (RawSocket socket = new RawSocket(world.port())) {
            socket.send(raw("POST", "/rest/api/early", "Content-Length: 1000000"))
                    .send("some");
            assertThat(socket.readToEnd()).startsWith("HTTP/1.1 413 ").endsWith("early");
        }
        assertThat(spoiled).hasSize(1).doesNotContain(socket(), socket());
        assertThat(first("/rest/api/switch")).startsWith("HTTP/1.1 502 ");
        assertThat(spoiled).hasSizeGreaterThan(1).doesNotContain(socket(), socket());
        assertThat(first("/rest/api/cut")).endsWith("cut");
        assertThat(spoiled).hasSizeGreaterThan(2).doesNotContain(socket(), socket());
    }

    private int socket() {
        String answer = first("/rest/api/x");
        return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
    }

    @Test
    void passes_on_an_answer_that_ends_with_its_connection() {
        confluence.script(talk -> {
            talk.write("HTTP/1.1 200 OK\r\nX-AUSERNAME: alice\r\n\r\nto the end");
            throw new IOException("end");
        });

        assertThat(world.send(world.call("ka", "alice", PAGE)).body()).isEqualTo("to the end");
    }

    @Tag("C20")
    @Test
    void rewrites_a_location_on_the_site_and_withholds_any_other() {
        String here = "http://localhost:" + world.port() + "/sites/evil";

        assertThat(location(confluence.baseUrl() + "/rest/api/content/2?a=b"))
                .isEqualTo(here + "/rest/api/content/2?a=b");
        assertThat(location("/rest/api/content/2")).isEqualTo(here + "/rest/api/content/2");
        assertThat(location("2")).isEqualTo(here + "/rest/api/content/2");
        assertThat(location("https://evil.example/x")).isEqualTo("502");
        assertThat(location("//evil.example/x")).isEqualTo("502");
        assertThat(location("http:\\\\evil.example")).isEqualTo("502");
    }

    @Tag("C20")
    @Test
    void keeps_shared_caches_and_browsers_from_mixing_users_up() {
        String headers = String.join(
                "\r\n",
                "X-AUSERNAME: alice",
                "Cache-Control: public, s-maxage=60, max-age=30",
                "Vary: Accept",
                "Access-Control-Allow-Origin: *",
                "Strict-Transport-Security: max-age=1",
                "Refresh: 0",
                "Connection: x-hop",
                "X-Hop: 1",
                "Content-Security-Policy: none",
                "");
        confluence.script(talk -> talk.answer(200, headers, "x"));

        HttpResponse<String> answer = world.send(world.call("ka", "alice", PAGE));

        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, max-age=30");
        assertThat(answer.headers().allValues("Vary"))
                .containsExactly("authorization, tributary-user, tributary-connection, accept");
        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly("sandbox");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().map())
                .doesNotContainKeys("access-control-allow-origin", "strict-transport-security", "refresh", "x-hop");
    }

    @Tag("C20")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUBLIC=1",
                "public =1",
                "Private=\"x\"",
                "S-MaxAge=60",
                "s-maxage",
                "Must-Understand=1",
                "proxy-revalidate=\"\""
            })
    void passes_on_nothing_that_speaks_to_shared_caches_whatever_its_value(String directive) {
        String field = "Cache-Control: " + directive + ", max-age=30\r\nX-AUSERNAME: alice\r\n";
        confluence.script(talk -> talk.answer(200, field, "x"));

        HttpResponse<String> answer = world.send(world.call("ka", "alice", PAGE));

        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, max-age=30");
    }

    @Test
    void clamps_when_to_come_back() {
        confluence.script(talk -> talk.answer(429, "Retry-After: 9223372036854775807\r\n", "slow"));

        HttpResponse<String> answer = world.send(world.call("ka", "alice", PAGE));

        assertProblem(answer, 429, "rate-limited");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("300");
    }

    @Tag("C22")
    @Test
    void says_of_a_write_without_an_answer_that_its_outcome_is_unknown() {
        confluence.script(talk -> {
            throw new IOException("lost");
        });

        HttpResponse<String> answer = world.send(post("alice", "x"));

        assertProblem(answer, 502, "bad-gateway");
        assertThat(answer.body()).contains("\"outcome\":\"unknown\"");
        assertThat(confluence.heads()).hasSize(1);
    }

    @Test
    void says_that_nothing_was_sent_to_a_site_that_is_not_there() {
        confluence.close();

        assertProblem(world.send(world.call("ka", "alice", PAGE)), 503, "unavailable");
    }

    @Test
    void ends_a_call_that_is_never_answered() {
        confluence.script(talk -> talk.in().read());

        assertProblem(world.send(world.call("ka", "alice", PAGE)), 502, "bad-gateway");
    }

    @Test
    void answers_head_where_confluence_would_have_sent_chunks() {
        confluence.script(
                talk -> talk.write("HTTP/1.1 200 OK\r\nX-AUSERNAME: alice\r\nTransfer-Encoding: chunked\r\n\r\n"));
        try (RawSocket socket = new RawSocket(world.port())) {
            socket.send(
                    raw("HEAD", "/rest/api/content", "X: y") + raw("HEAD", "/rest/api/content", "Connection: close"));
            assertThat(socket.readToEnd()).containsPattern("(?s)^HTTP/1.1 200 .*\r\n\r\nHTTP/1.1 200 .*\r\n\r\n$");
        }
    }

    @Test
    void asks_for_the_body_only_once_it_wants_it() {
        confluence.script(talk -> talk.answer(200, "X-AUSERNAME: alice\r\n", talk.body()));
        try (RawSocket socket = new RawSocket(world.port())) {
            socket.send(
                    raw("POST", "/rest/api/content", "Expect: 100-continue", "Content-Length: 4", "Connection: close"));
            assertThat(socket.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            assertThat(socket.send("page").readToEnd()).endsWith("page");
        }
        assertThat(confluence.heads()).singleElement().asString().doesNotContainIgnoringCase("expect");
    }

    @Test
    void answers_head_and_bodiless_statuses_without_a_body() {
        confluence.script(talk -> talk.write(
                talk.head().startsWith("HEAD")
                        ? "HTTP/1.1 200 OK\r\nX-AUSERNAME: alice\r\nContent-Length: 1234\r\n\r\n"
                        : "HTTP/1.1 204 No Content\r\nX-AUSERNAME: alice\r\n\r\n"));

        HttpResponse<String> head = world.send(world.call("ka", "alice", PAGE).method("HEAD", BodyPublishers.noBody()));
        HttpResponse<String> delete = world.send(world.call("ka", "alice", PAGE).DELETE());

        assertThat(head.headers().firstValue("Content-Length")).hasValue("1234");
        assertThat(delete.statusCode()).isEqualTo(204);
        assertThat(first("/rest/api/content")).startsWith("HTTP/1.1 204").endsWith("\r\n\r\n");
    }

    /** The first token of a user ends in 1, every later one does not. */
    private Secret mint(String user) {
        return Secret.of(user + "-" + minted.merge(user, 1, Integer::sum));
    }

    private static String user(Talk talk) {
        String token = talk.header("Authorization").substring("Bearer ".length());
        return token.substring(0, token.indexOf('-'));
    }

    private void serve(Talk talk) throws IOException {
        talk.answer(200, "X-AUSERNAME: " + user(talk) + "\r\n", user(talk));
    }

    private HttpRequest.Builder post(String user, String body) {
        return world.call("ka", user, "/sites/evil/rest/api/content")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private String location(String location) {
        confluence.script(talk -> talk.answer(302, "X-AUSERNAME: alice\r\nLocation: " + location + "\r\n", ""));
        HttpResponse<String> answer = world.send(world.call("ka", "alice", PAGE));
        return answer.headers().firstValue("Location").orElse(String.valueOf(answer.statusCode()));
    }

    private String first(String path) {
        try (RawSocket socket = new RawSocket(world.port())) {
            return socket.send(raw("GET", path, "Connection: close")).readToEnd();
        }
    }

    private static String raw(String method, String path, String... headers) {
        return RawSocket.head(
                method + " /sites/evil" + path + " HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer ka",
                "Tributary-User: alice",
                String.join("\r\n", headers));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("/problems/" + slug);
    }
}
