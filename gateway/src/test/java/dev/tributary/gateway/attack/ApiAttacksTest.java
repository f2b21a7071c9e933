package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to the gateway's own interface, beyond the list. */
final class ApiAttacksTest extends AttackTest {

    @Tag("C26")
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

    @Tag("C26")
    @Test
    void c26_after_five_wrong_tokens_nobody_is_asked_about_a_sixth() {
        List<Integer> statuses = IntStream.range(0, 12)
                .mapToObj(i -> ground().api(
                                App.P, "POST", "/v1/connections", intake("alice", "bm9ib2R5LTEyMzQ1Njc4OTA" + i))
                        .status())
                .toList();

        assertThat(statuses).endsWith(429, 429).isSubsetOf(422, 429);
        assertThat(ground().wiki.requests().all().size()).isLessThanOrEqualTo(5);
        // It counts for itself, and is not to refuse what other tests hand in within a minute.
        ground().restart();
    }

    @Tag("C26")
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

    static Stream<Arguments> strictJson() {
        String wish = Answer.JSON.writeValueAsString(Journey.wish("erin"));
        return Stream.of(
                Arguments.argumentSet("a member twice, once escaped", wish.replace("{", "{\"us\\u0065r\":\"alice\",")),
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

    @Tag("C8")
    @ParameterizedTest
    @MethodSource("strictJson")
    void json_that_is_not_exactly_what_was_asked_for(String json) {
        Answer answer = ground().send(ground().to("/v1/connect-links")
                        .header("Authorization", "Bearer " + App.A.key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)))
                .isProblem(400);

        assertThat(answer.body()).doesNotContain("/connect/", "\n", "line:", "column");
        ground().assertNothingReachedConfluence();
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
