package dev.tributary.gateway.attack;

import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups F and I: what is sent to the gateway's own interface. */
final class ApiAttacksTest extends AttackTest {

    @Test
    void d_f1_personal_access_tokens_need_a_right_of_their_own() {
        String token = personalToken();

        ground().api(App.A, "POST", "/v1/connections", intake("alice", token)).isProblem(403);
        ground().assertNothingReachedConfluence();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bm90LWEtdG9rZW4tb2YtYW55Ym9keQ==",
                "line\r\nbreak-of-a-token",
                "sp ace-of-a-token",
                "tökèn-of-nobody"
            })
    void d_f2_a_personal_access_token_that_is_none_is_refused_not_echoed_and_not_kept(String token) {
        ground().witness.secret(token);

        Answer answer = ground().api(App.P, "POST", "/v1/connections", intake("alice", token))
                .isProblem(400, 409, 422);

        assertThat(answer.body()).containsIgnoringCase("personal access token");
        assertThat(ground().api(App.P, "GET", "/v1/connections?user=alice", null)
                        .json()
                        .path("connections"))
                .isEmpty();
    }

    @Test
    void c26_a_personal_access_token_connects_its_own_user_and_stays_that_users_afterwards() {
        String token = personalToken();

        Answer connected = ground().api(App.P, "POST", "/v1/connections", intake("pat", token))
                .is(201);

        assertThat(connected.text("/account/username")).isEqualTo("alice");
        assertThat(ground().call(App.P, "pat", Ground.CURRENT).text("/username"))
                .isEqualTo("alice");
        ground().api(App.P, "DELETE", "/v1/connections/" + connected.text("/id"), null)
                .is(200);
        ground().call(App.P, "pat", Ground.CURRENT).isProblem(409);
        assertThat(ground().wiki
                        .personalTokens()
                        .of(ground().wiki.users().named("alice").orElseThrow()))
                .isNotEmpty();
    }

    @Test
    void c26_after_five_wrong_tokens_nobody_is_asked_about_a_sixth() {
        List<Integer> statuses = IntStream.range(0, 12)
                .mapToObj(i -> ground().api(
                                App.P, "POST", "/v1/connections", intake("alice", "bm9ib2R5LTEyMzQ1Njc4OTA" + i))
                        .status())
                .toList();

        assertThat(statuses).endsWith(429, 429).isSubsetOf(422, 429);
        assertThat(ground().wiki.requests().all().size()).isLessThanOrEqualTo(5);
    }

    @Test
    void c26_a_code_and_a_personal_access_token_at_once_are_one_too_many() {
        ground().api(
                        App.P,
                        "POST",
                        "/v1/connections",
                        Map.of("user", "alice", "site", "wiki", "personalAccessToken", "x", "connectionCode", "y"))
                .isProblem(400);
        ground().assertNothingReachedConfluence();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/connections",
                "/console",
                "/metrics",
                "/",
                "/v1/connections",
                "/v1/",
                "/debug",
                "/.env"
            })
    void d_i1_nobody_without_credentials_sees_a_console_metrics_or_data(String path) {
        Answer answer = ground().send(ground().to(path));

        assertThat(answer.status()).isIn(303, 401, 404);
        assertThat(answer.body()).doesNotContain("alice", "wiki");
    }

    @Test
    void d_i2_no_page_of_another_origin_is_let_in() {
        Answer answer = ground().send(ground().to("/v1/connections")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).matches(status -> status == 204 || (status >= 400 && status < 500));
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    static Stream<Arguments> strictJson() {
        String wish = Answer.JSON.writeValueAsString(Journey.wish("erin"));
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        return Stream.of(
                Arguments.argumentSet("5 000 levels", wish.replace("\"erin\"", deep)),
                Arguments.argumentSet("5 000 open brackets", "[".repeat(5_000)),
                Arguments.argumentSet("a member twice", wish.replace("{", "{\"user\":\"alice\",")),
                Arguments.argumentSet("a member twice, once escaped", wish.replace("{", "{\"us\\u0065r\":\"alice\",")),
                Arguments.argumentSet("an unknown member", wish.replace("{", "{\"admin\":true,")),
                Arguments.argumentSet("an unknown member that is null", wish.replace("{", "{\"admin\":null,")),
                Arguments.argumentSet("a member in another case", wish.replace("\"user\"", "\"User\"")),
                Arguments.argumentSet("a number for a text", wish.replace("\"erin\"", "1")),
                Arguments.argumentSet("a list for a text", wish.replace("\"erin\"", "[\"erin\"]")),
                Arguments.argumentSet("an object for a text", wish.replace("\"erin\"", "{}")),
                Arguments.argumentSet("null for a text", wish.replace("\"erin\"", "null")),
                Arguments.argumentSet("true for a text", wish.replace("\"erin\"", "true")),
                Arguments.argumentSet("a text for a list", wish.replace("{", "{\"scopes\":\"READ\",")),
                Arguments.argumentSet("something behind the end", wish + "{}"),
                Arguments.argumentSet("a comment", "/* x */" + wish),
                Arguments.argumentSet("single quotes", wish.replace('"', '\'')),
                Arguments.argumentSet("a comma at the end", wish.replace("}", ",}")),
                Arguments.argumentSet("a list", "[" + wish + "]"),
                Arguments.argumentSet("a text", "\"x\""),
                Arguments.argumentSet("null", "null"),
                Arguments.argumentSet("nothing", ""),
                Arguments.argumentSet("half of it", wish.substring(0, 20)),
                Arguments.argumentSet("a byte order mark and UTF-16", "\ufeff" + wish),
                Arguments.argumentSet("a user of nothing", wish.replace("erin", "")),
                Arguments.argumentSet("a user that begins with a space", wish.replace("erin", " erin")),
                Arguments.argumentSet("a user with a line break", wish.replace("erin", "er\\nin")),
                Arguments.argumentSet("a user with a NUL", wish.replace("erin", "er\\u0000in")),
                Arguments.argumentSet("a user with half a character", wish.replace("erin", "er\\ud800in")),
                Arguments.argumentSet("a user of 256 characters", wish.replace("erin", "x".repeat(256))),
                Arguments.argumentSet("a short state", wish.replace("state-of-the-app-0123", "x".repeat(15))),
                Arguments.argumentSet("a long state", wish.replace("state-of-the-app-0123", "x".repeat(513))),
                Arguments.argumentSet("a state with a line break", wish.replace("the-app-0123", "the-app\\n0123")),
                Arguments.argumentSet("a state with a parameter", wish.replace("the-app-0123", "the-app&error=x")),
                Arguments.argumentSet("a scope beyond the site's", wish.replace("{", "{\"scopes\":[\"ADMIN\"],")),
                Arguments.argumentSet("a scope that there is not", wish.replace("{", "{\"scopes\":[\"READ WRITE\"],")));
    }

    @ParameterizedTest
    @MethodSource("strictJson")
    void d_i3_json_that_is_not_exactly_what_was_asked_for(String json) {
        Answer answer = ground().send(ground().to("/v1/connect-links")
                        .header("Authorization", "Bearer " + App.A.key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)))
                .isProblem(400);

        assertThat(answer.body()).doesNotContain("/connect/", "\n", "line:", "column");
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_i3_10_mb_of_a_length_told_before() {
        String answer = ground().raw(head(
                        "POST /v1/connect-links HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + App.A.key,
                        "Content-Type: application/json",
                        "Content-Length: " + 10 * 1024 * 1024)
                + "{\"user\":\"" + "x".repeat(64 * 1024));

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
    }

    @Test
    void d_i3_10_mb_in_chunks_without_an_end() {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

        String answer = ground().raw(head(
                        "POST /v1/connect-links HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + App.A.key,
                        "Content-Type: application/json",
                        "Transfer-Encoding: chunked")
                + chunk.repeat(20));

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
    }

    private String personalToken() {
        String token = ground().wiki
                .personalTokens()
                .create(ground().wiki.users().named("alice").orElseThrow(), "test", null);
        ground().witness.secret(token);
        return token;
    }

    private static Map<String, String> intake(String user, String token) {
        return Map.of("user", user, "site", "wiki", "personalAccessToken", token);
    }
}
