package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Ground.CURRENT;
import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.gateway.http.RawSocket;
import dev.tributary.gateway.proxy.AttackList;
import dev.tributary.gateway.proxy.AttackList.Attack;
import dev.tributary.simulator.control.RecordedRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups A to C: what is sent in place of a call. */
final class CallAttacksTest extends AttackTest {

    private static final String GET = "GET " + CURRENT + " HTTP/1.1";
    private static final String HOST = "Host: localhost";
    private static final String KEY = "Authorization: Bearer " + App.A.key;
    private static final String ALICE = "Tributary-User: alice";

    static Stream<Arguments> list() {
        return AttackList.all().map(attack -> Arguments.argumentSet(attack.id(), attack));
    }

    @ParameterizedTest
    @MethodSource("list")
    void is_refused_and_reaches_nobody(Attack attack) {
        String answer = ground().raw(attack.bytes());

        ground().assertNothingReachedConfluence();
        assertThat(status(answer)).as(answer).isIn(attack.statuses());
        assertThat(answer.split("HTTP/1\\.1 [0-9]", -1)).as("answers").hasSize(2);
        assertThat(answer).contains("application/problem+json").contains("\"type\":\"https://");
    }

    @Test
    void d_a8_a_site_that_is_not_there_and_one_that_is_not_allowed_look_alike() {
        Answer unknown = ground().call(App.B, "alice", "/sites/nosuch" + AttackList.CURRENT)
                .isProblem(404);

        assertThat(ground().call(App.B, "alice", "/sites/wiki2" + AttackList.CURRENT)
                        .isProblem(404)
                        .body())
                .isEqualTo(unknown.body());
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_a9_a_site_that_the_app_may_not_use() {
        ground().call(App.B, "alice", "/sites/wiki2" + AttackList.CURRENT).isProblem(403, 404);
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_a10_a_personal_access_token_is_not_minted_through_the_gateway() {
        String body = "{\"name\":\"x\",\"expirationDuration\":90}";

        String answer = ground().raw(head(
                        "POST /sites/wiki/rest/pat/latest/tokens HTTP/1.1",
                        HOST,
                        KEY,
                        ALICE,
                        "Content-Type: application/json",
                        "Content-Length: " + body.length())
                + body);

        assertThat(status(answer)).isEqualTo(403);
        ground().assertNothingReachedConfluence();
        assertThat(ground().wiki
                        .personalTokens()
                        .of(ground().wiki.users().named("alice").orElseThrow()))
                .isEmpty();
    }

    @Test
    void d_b7_an_offer_of_h2c_is_not_taken_up() {
        String answer = ground().raw(head(
                GET,
                HOST,
                KEY,
                ALICE,
                "Connection: Upgrade, HTTP2-Settings, close",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__"));

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"username\":\"alice\"");
        assertThat(reached().headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotContain("upgrade", "http2-settings");
    }

    @Test
    void http_2_by_prior_knowledge_is_no_http_1_1() {
        assertThat(ground().raw("PRI * HTTP/2.0\r\nConnection: x\r\n\r\nSM\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_b9_a_method_is_not_overridden_by_a_header_field() {
        Map<String, Object> page =
                Map.of("type", "page", "title", "Keep " + UUID.randomUUID(), "space", Map.of("key", "DEMO"));
        String id = ground().send(ground().to("/sites/wiki/rest/api/content")
                        .header("Authorization", "Bearer " + App.A.key)
                        .header("Tributary-User", "alice")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Answer.JSON.writeValueAsString(page))))
                .is(200)
                .text("/id");
        ground().begin();

        ground().raw(head(
                "POST /sites/wiki/rest/api/content/" + id + " HTTP/1.1",
                HOST,
                KEY,
                ALICE,
                "Content-Length: 0",
                "X-HTTP-Method-Override: DELETE",
                "X-HTTP-Method: DELETE",
                "X-Method-Override: DELETE"));

        assertThat(reached().method()).isEqualTo("POST");
        assertThat(reached().headers().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("method"));
        assertThat(ground().call(App.A, "alice", "/sites/wiki/rest/api/content/" + id)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void d_b10_a_connection_option_does_not_strip_our_credential() {
        String answer = ground().raw(head(GET, HOST, KEY, ALICE, "Connection: close, authorization, tributary-user"));

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"username\":\"alice\"");
    }

    @Test
    void d_b12_fifty_slow_heads_are_closed_within_30_s_and_hinder_nobody() {
        List<RawSocket> slow = Stream.generate(() -> new RawSocket(ground().port()))
                .limit(50)
                .map(socket -> socket.send(GET + "\r\nX: "))
                .toList();

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(ground().call(App.A, "alice", CURRENT).status()).isEqualTo(200);
                    assertThat(slow).allMatch(socket -> socket.send("x").isClosed());
                });
        slow.forEach(RawSocket::close);
    }

    @Test
    void d_c1_without_a_key_with_an_unknown_one_and_with_an_empty_one_the_answer_is_the_same() {
        Answer without = ground().send(ground().to(CURRENT).header("Tributary-User", "alice"))
                .isProblem(401);
        Answer unknown = ground().send(ground().to(CURRENT)
                        .header("Tributary-User", "alice")
                        .header("Authorization", "Bearer trib_unknown-key"))
                .isProblem(401);
        Answer empty = ground().send(
                        ground().to(CURRENT).header("Tributary-User", "alice").header("Authorization", "Bearer "))
                .isProblem(401);

        assertThat(List.of(without, unknown, empty))
                .allMatch(answer -> answer.header("WWW-Authenticate").startsWith("Bearer"));
        assertThat(List.of(unknown.body(), empty.body())).containsOnly(without.body());
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_c2_a_token_of_confluence_is_no_key() {
        String token = ground().wiki.grants().all().get(0).accessTokens().get(0);

        ground().send(ground().to(CURRENT).header("Tributary-User", "alice").header("Authorization", "Bearer " + token))
                .isProblem(401);
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_c3_another_apps_connection_and_one_that_is_not_there_look_alike() {
        Answer foreign = byConnection(ground().alicesOfB).isProblem(404);

        assertThat(byConnection(UUID.randomUUID().toString()).isProblem(404).body())
                .isEqualTo(foreign.body());
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_c4_another_apps_connection_is_neither_shown_nor_ended() {
        String unknown = "/v1/connections/" + UUID.randomUUID();
        String foreign = "/v1/connections/" + ground().alicesOfB;
        long alive = ground().liveGrants();

        for (String method : List.of("GET", "DELETE")) {
            Answer answer = ground().api(App.A, method, foreign, null).isProblem(404);
            assertThat(ground().api(App.A, method, unknown, null).isProblem(404).body())
                    .isEqualTo(answer.body());
        }
        assertThat(ground().liveGrants()).isEqualTo(alive);
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_c5_a_user_and_a_connection_that_disagree() {
        String answer = ground().raw(head(GET, HOST, KEY, ALICE, "Tributary-Connection: " + ground().bobsOfA));

        assertThat(status(answer)).isIn(400, 403);
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_c7_a_key_without_the_right_exports_no_token() {
        Answer answer = ground().send(ground().to("/oauth2/token")
                .header("Authorization", "Bearer " + App.A.key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=" + ground().alicesOfA
                                + "&subject_token_type=urn:tributary:token-type:connection&resource=wiki")));

        assertThat(answer.status()).isIn(400, 403);
        assertThat(answer.text("/error")).isIn("unauthorized_client", "unsupported_grant_type");
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @Test
    void d_c8_the_callers_own_credentials_and_forwarding_fields_stay_here() {
        String answer = ground().raw(head(
                GET.replace(" HTTP", "?probe=c8 HTTP"),
                HOST,
                KEY,
                ALICE,
                "Cookie: JSESSIONID=x",
                "X-Forwarded-For: 1.2.3.4",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-User: bob",
                "Forwarded: for=1.2.3.4",
                "X-Real-IP: 1.2.3.4",
                "Proxy-Authorization: Basic eDp5"));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(reached().headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotContain("cookie", "forwarded", "x-real-ip", "proxy-authorization", "tributary-user")
                .noneMatch(name -> name.startsWith("x-forwarded"));
        assertThat(reached().headers().get("Authorization")).hasSize(1).noneMatch(value -> value.contains(App.A.key));
    }

    private RecordedRequest reached() {
        return ground().wiki.requests().all().get(0);
    }

    private Answer byConnection(String id) {
        return ground().send(ground().to(CURRENT)
                .header("Authorization", "Bearer " + App.A.key)
                .header("Tributary-Connection", id));
    }

    private static int status(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        return Integer.parseInt(answer.substring(9, 12));
    }
}
