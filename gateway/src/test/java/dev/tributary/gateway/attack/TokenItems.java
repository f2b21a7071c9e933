package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Item.item;
import static dev.tributary.gateway.attack.Item.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.environment.User;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Groups F and G: tokens that come in, and tokens that go out. */
final class TokenItems {

    private TokenItems() {}

    static Stream<Item> all() {
        return Stream.concat(
                Stream.of(
                        item("D-F1", "handing in a personal access token without the right", TokenItems::noRight),
                        item("D-G1", "an exchange without a kind of grant", ground -> noExchange(ground, "")),
                        item("D-G1", "an exchange of another kind", ground -> noExchange(ground, "refresh_token")),
                        item("D-G1", "an exchange in JSON", TokenItems::inJson),
                        reaching("D-G2", "what an exchange answers", TokenItems::exchange)),
                Stream.of(
                                "bm90LWEtdG9rZW4tb2YtYW55Ym9keQ==",
                                "line\r\nbreak-of-a-token",
                                "sp ace-of-a-token",
                                "t\u00f6k\u00e8n-of-nobody")
                        .map(TokenItems::wrongToken));
    }

    private static Map<String, String> intake(String token) {
        return Map.of("user", "alice", "site", "wiki", "personalAccessToken", token);
    }

    private static void noRight(Ground ground) {
        String token = ground.wiki
                .personalTokens()
                .create(ground.wiki.users().named("alice").orElseThrow(), "test", null);
        ground.witness.secret(token);

        ground.api(App.A, "POST", "/v1/connections", intake(token)).isProblem(403);
        forgetPersonalTokens(ground);
    }

    private static void forgetPersonalTokens(Ground ground) {
        User alice = ground.wiki.users().named("alice").orElseThrow();
        ground.wiki
                .personalTokens()
                .of(alice)
                .forEach(token -> ground.wiki.personalTokens().revoke(alice, token.id()));
    }

    private static Item wrongToken(String token) {
        return reaching("D-F2", "a wrong personal access token " + token.replaceAll("[^!-~]", "?"), ground -> {
            ground.witness.secret(token);

            Answer answer =
                    ground.api(App.P, "POST", "/v1/connections", intake(token)).isProblem(400, 409, 422);

            assertThat(answer.body()).containsIgnoringCase("personal access token");
            assertThat(ground.api(App.P, "GET", "/v1/connections?user=alice", null)
                            .json()
                            .path("connections"))
                    .isEmpty();
        });
    }

    private static void noExchange(Ground ground, String kind) {
        String form = Exports.form(ground.alicesOfA, Map.of("grant_type", kind));

        assertRefused(ground.send(Exports.request(ground, App.X, form)));
    }

    private static void inJson(Ground ground) {
        assertRefused(
                ground.send(
                        ground.to("/oauth2/token")
                                .header("Authorization", "Bearer " + App.X.key)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"grant_type\":\"urn:ietf:params:oauth:grant-type:token-exchange\",\"subject_token\":\"x\"}"))));
    }

    private static void assertRefused(Answer answer) {
        answer.is(400);
        assertThat(answer.text("/error")).isIn("invalid_request", "unsupported_grant_type");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    private static void exchange(Ground ground) {
        String id = ground.connect(App.X, "alice", "alice");
        String end = ground.api(App.X, "GET", "/v1/connections/" + id, null).text("/expiresAt");
        long remainder = Duration.between(Instant.now(), Instant.parse(end)).toSeconds();

        Answer answer = Exports.granted(ground, App.X, Exports.form(id));

        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("access_token", "issued_token_type", "token_type", "expires_in", "scope");
        assertThat(answer.json().path("expires_in").asLong()).isBetween(1L, remainder + 1);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        String token = answer.text("/access_token");
        assertThat(List.copyOf(ground.wiki.grants().all()))
                .anyMatch(grant -> grant.accessTokens().contains(token))
                .noneMatch(grant -> grant.refreshTokens().contains(token));
    }
}
