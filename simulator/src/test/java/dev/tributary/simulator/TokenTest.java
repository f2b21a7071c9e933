package dev.tributary.simulator;

import static dev.tributary.simulator.TestClient.REDIRECT_URI;
import static dev.tributary.simulator.TestClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 6 to 14, and 23. */
class TokenTest {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String REVOKE = "/rest/oauth2/latest/revoke";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @StartConfluence
    ConfluenceSimulator confluence;

    private TestClient client;

    @BeforeEach
    void client() {
        client = new TestClient(confluence);
    }

    @Test
    void behaviour_6_a_code_lives_for_ten_seconds_or_as_switched() {
        String late = client.code();
        confluence.clock().advance(Duration.ofSeconds(10));
        assertError(client.exchange(late), 400, "invalid_grant");

        confluence.switches().set("code-lifetime", "PT60S");
        String inTime = client.code();
        confluence.clock().advance(Duration.ofSeconds(58));
        assertThat(client.exchange(inTime).status()).isEqualTo(200);
    }

    @Test
    void behaviour_6_a_replayed_code_is_refused_and_the_tokens_issued_from_it_die() {
        String code = client.code();
        Answer tokens = client.exchange(code);
        assertThat(client.servedAs(tokens.text("access_token"))).isEqualTo("alice");
        assertError(client.exchange(code), 400, "invalid_grant");
        assertThat(client.servedAs(tokens.text("access_token"))).isEqualTo("anonymous");
        assertError(client.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void behaviour_6_a_code_is_bound_to_its_redirect_uri_and_client() {
        assertError(client.exchange(client.code(), "redirect_uri", REDIRECT_URI + "2"), 400, "invalid_grant");
        assertError(client.exchange(client.code(), "redirect_uri", ""), 400, "invalid_request");
        confluence.clients().register(Client.of("other", "s", REDIRECT_URI));
        assertError(client.exchange(client.code(), "client_id", "other", "client_secret", "s"), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "invalid_request"})
    void behaviour_7_a_bad_code_is_either_error_by_switch(String error) {
        confluence.switches().set("bad-code", error);
        assertError(client.exchange("never-issued"), 400, error);
        String late = client.code();
        confluence.clock().advance(Duration.ofMinutes(1));
        assertError(client.exchange(late), 400, error);
    }

    @Test
    void behaviour_8_pkce_by_S256_and_plain_and_by_default_plain() {
        String s256 = client.code("code_challenge", CHALLENGE, "code_challenge_method", "S256");
        assertThat(client.exchange(s256, "code_verifier", VERIFIER).status()).isEqualTo(200);
        String plain = client.code("code_challenge", VERIFIER, "code_challenge_method", "plain");
        assertThat(client.exchange(plain, "code_verifier", VERIFIER).status()).isEqualTo(200);
        String byDefault = client.code("code_challenge", VERIFIER);
        assertThat(client.exchange(byDefault, "code_verifier", VERIFIER).status())
                .isEqualTo(200);
        assertThat(client.get(client.authorizeUri("code_challenge", "x", "code_challenge_method", "S512"))
                        .header("Location"))
                .contains("error=invalid_request");
    }

    @Test
    void behaviour_8_a_verifier_is_needed_if_and_only_if_there_was_a_challenge() {
        String[] challenged = {"code_challenge", CHALLENGE, "code_challenge_method", "S256"};
        assertError(client.exchange(client.code(challenged)), 400, "invalid_request");
        assertError(client.exchange(client.code(challenged), "code_verifier", "A".repeat(43)), 400, "invalid_grant");
        assertError(client.exchange(client.code(), "code_verifier", VERIFIER), 400, "invalid_grant");
    }

    @Test
    void behaviour_8_a_verifier_has_43_to_127_characters() {
        for (int length : List.of(42, 43, 127, 128)) {
            String verifier = "v".repeat(length);
            String code = client.code("code_challenge", verifier, "code_challenge_method", "plain");
            int expected = length == 43 || length == 127 ? 200 : 400;
            assertThat(client.exchange(code, "code_verifier", verifier).status())
                    .isEqualTo(expected);
        }
    }

    @Test
    void behaviour_9_the_secret_is_required_with_pkce_too_unless_switched() {
        String[] challenged = {"code_challenge", CHALLENGE, "code_challenge_method", "S256"};
        String[] withoutSecret = {"code_verifier", VERIFIER, "client_secret", ""};
        assertError(client.exchange(client.code(challenged), withoutSecret), 400, "invalid_client");
        confluence.switches().set("secret-with-pkce", "optional");
        Answer tokens = client.exchange(client.code(challenged), withoutSecret);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(client.refresh(tokens.text("refresh_token"), "client_secret", "")
                        .status())
                .isEqualTo(200);
        assertError(client.exchange(client.code(), "client_secret", ""), 400, "invalid_client");
    }

    @Test
    void behaviour_9_a_wrong_secret_is_400_or_401_and_spends_nothing() {
        String code = client.code();
        assertError(client.exchange(code, "client_secret", "wrong"), 400, "invalid_client");
        confluence.switches().set("wrong-secret-status", "401");
        assertError(client.exchange(code, "client_secret", "wrong"), 401, "invalid_client");
        assertError(client.exchange(code, "client_id", "unknown"), 401, "invalid_client");
        assertThat(client.exchange(code).status()).isEqualTo(200);
    }

    @Test
    void behaviour_9_basic_client_authentication_is_a_401_page() {
        String basic =
                Base64.getEncoder().encodeToString("tributary:tributary-secret".getBytes(StandardCharsets.UTF_8));
        Answer answer = client.json("POST", TOKEN, "", "Authorization", "Basic " + basic);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void behaviour_10_form_and_query_are_taken_and_json_is_a_500() {
        Map<String, String> parameters = Map.of(
                "grant_type", "authorization_code",
                "code", client.code(),
                "redirect_uri", REDIRECT_URI,
                "client_id", "tributary",
                "client_secret", "tributary-secret");
        assertThat(client.json("POST", TOKEN, "{\"grant_type\":\"authorization_code\"}")
                        .status())
                .isEqualTo(500);
        assertThat(client.post(TOKEN + "?" + TestClient.encoded(parameters), "").status())
                .isEqualTo(200);
        assertError(client.post(TOKEN, "grant_type=password&grant_type=password"), 400, "invalid_request");
        assertError(client.post(TOKEN, "grant_type=password"), 400, "unsupported_grant_type");
        assertError(client.post(TOKEN, ""), 400, "invalid_request");
    }

    @Test
    void behaviour_11_optional_fields_come_and_go_by_switch() {
        Answer full = client.connected();
        assertThat(full.header("Cache-Control")).isEqualTo("no-store");
        assertThat(full.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "access_token", "token_type", "refresh_token", "expires_in", "created_at", "scope");
        assertThat(full.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(full.text("token_type")).isEqualTo("bearer");
        assertThat(full.text("scope")).isEqualTo("WRITE");
        confluence
                .switches()
                .set("expires-in", "absent")
                .set("created-at", "absent")
                .set("scope-in-answer", "absent");
        assertThat(client.connected().json().propertyNames())
                .containsExactlyInAnyOrder("access_token", "token_type", "refresh_token");
    }

    @Test
    void behaviour_12_a_refresh_replaces_both_tokens_and_the_old_pair_is_dead_at_once() {
        Answer first = client.connected();
        Answer second = client.refresh(first.text("refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("access_token")).isNotEqualTo(first.text("access_token"));
        assertThat(client.servedAs(first.text("access_token"))).isEqualTo("anonymous");
        assertError(client.refresh(first.text("refresh_token")), 400, "invalid_grant");
        assertThat(client.servedAs(second.text("access_token"))).isEqualTo("alice");
        assertThat(client.refresh(second.text("refresh_token")).status()).isEqualTo(200);
        assertThat(confluence.grants().all().get(0).generations())
                .extracting("number", "refreshes", "refusedReuses")
                .containsExactly(tuple(1, 1, 1), tuple(2, 1, 0), tuple(3, 0, 0));
    }

    @Test
    void behaviour_12_reuse_ends_the_whole_grant_where_switched() {
        confluence.switches().set("refresh-reuse", "end-family");
        Answer first = client.connected();
        Answer second = client.refresh(first.text("refresh_token"));
        assertError(client.refresh(first.text("refresh_token")), 400, "invalid_grant");
        assertError(client.refresh(second.text("refresh_token")), 400, "invalid_grant");
        assertThat(client.servedAs(second.text("access_token"))).isEqualTo("anonymous");
    }

    @Test
    void behaviour_12_a_lost_answer_can_be_asked_for_again_while_a_leeway_lasts() {
        confluence.switches().set("refresh-leeway", "PT10M").set("refresh-reuse", "end-family");
        Answer first = client.connected();
        Answer lost = client.refresh(first.text("refresh_token"));
        confluence.clock().advance(Duration.ofMinutes(8));
        assertThat(client.servedAs(first.text("access_token"))).isEqualTo("alice");

        Answer again = client.refresh(first.text("refresh_token"));

        assertThat(client.servedAs(again.text("access_token"))).isEqualTo("alice");
        assertThat(client.servedAs(lost.text("access_token"))).isEqualTo("anonymous");
        assertThat(confluence.grants().all().get(0).refreshTokens())
                .containsExactly(first.text("refresh_token"), again.text("refresh_token"));
        confluence.clock().advance(Duration.ofMinutes(2));
        assertThat(client.servedAs(first.text("access_token"))).isEqualTo("anonymous");
        assertError(client.refresh(first.text("refresh_token")), 400, "invalid_grant");
        assertThat(client.servedAs(again.text("access_token"))).isEqualTo("anonymous");
    }

    @Test
    void behaviour_12_a_leeway_ends_when_the_new_pair_is_spent() {
        confluence.switches().set("refresh-leeway", "PT10M");
        Answer first = client.connected();
        Answer second = client.refresh(first.text("refresh_token"));
        assertThat(client.refresh(second.text("refresh_token")).status()).isEqualTo(200);
        assertError(client.refresh(first.text("refresh_token")), 400, "invalid_grant");
        assertThat(client.refresh(second.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void behaviour_12_of_simultaneous_refreshes_of_one_token_exactly_one_succeeds() {
        String token = client.connected().text("refresh_token");
        List<Integer> statuses = IntStream.range(0, 20)
                .parallel()
                .mapToObj(unused -> client.refresh(token).status())
                .toList();
        assertThat(statuses).containsOnlyOnce(200).hasSize(20);
        assertThat(confluence.grants().all().get(0).generations()).hasSize(2);
    }

    @Test
    void behaviour_12_tokens_end_by_themselves() {
        Answer tokens = client.connected();
        confluence.clock().advance(Duration.ofHours(1));
        assertThat(client.servedAs(tokens.text("access_token"))).isEqualTo("anonymous");
        confluence.clock().advance(Duration.ofDays(89));
        Answer renewed = client.refresh(tokens.text("refresh_token"));
        assertThat(renewed.status()).isEqualTo(200);
        confluence.clock().advance(Duration.ofDays(90));
        assertError(client.refresh(renewed.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void behaviour_12_lifetimes_are_switches_and_hold_from_the_next_pair_on() {
        Answer before = client.connected();
        confluence.switches().set("access-token-lifetime", "PT5M").set("refresh-token-lifetime", "PT10M");
        Answer after = client.refresh(before.text("refresh_token"));
        assertThat(after.json().path("expires_in").asInt()).isEqualTo(300);
        confluence.clock().advance(Duration.ofMinutes(5));
        assertThat(client.servedAs(after.text("access_token"))).isEqualTo("anonymous");
        confluence.clock().advance(Duration.ofMinutes(5));
        assertError(client.refresh(after.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void behaviour_12_lifetimes_are_set_by_the_builder() {
        try (ConfluenceSimulator brief = ConfluenceSimulator.dataCenter()
                .accessTokenLifetime(Duration.ofSeconds(30))
                .refreshTokenLifetime(Duration.ofMinutes(5))
                .start()) {
            TestClient there = new TestClient(brief);
            Answer tokens = there.connected();
            assertThat(tokens.json().path("expires_in").asInt()).isEqualTo(30);
            brief.clock().advance(Duration.ofMinutes(5));
            assertError(there.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
        }
    }

    @Test
    void behaviour_13_redirect_uri_on_refresh_is_demanded_or_not() {
        Answer first = client.connected();
        Answer second = client.refresh(first.text("refresh_token"), "redirect_uri", "");
        assertThat(second.status()).isEqualTo(200);
        confluence.switches().set("redirect-uri-on-refresh", "required");
        String token = second.text("refresh_token");
        assertError(client.refresh(token, "redirect_uri", ""), 400, "invalid_grant");
        assertError(client.refresh(token, "redirect_uri", "http://localhost/other"), 400, "invalid_grant");
        assertThat(client.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void behaviour_14_revoking_either_token_ends_the_grant_and_an_unknown_one_is_no_error() {
        for (String kind : List.of("access_token", "refresh_token")) {
            Answer tokens = client.connected();
            assertThat(client.revoke(tokens.text(kind)).status()).isEqualTo(200);
            assertThat(client.servedAs(tokens.text("access_token"))).isEqualTo("anonymous");
            assertError(client.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
        }
        assertThat(client.revoke("never-issued").status()).isEqualTo(200);
    }

    @Test
    void behaviour_14_only_the_client_itself_revokes_its_tokens() {
        confluence.clients().register(Client.of("other", "s", REDIRECT_URI));
        Answer tokens = client.connected();
        String token = "token=" + tokens.text("refresh_token");
        assertError(client.post(REVOKE, token + "&client_id=tributary&client_secret=wrong"), 400, "invalid_client");
        assertError(client.post(REVOKE, "client_id=tributary&client_secret=tributary-secret"), 400, "invalid_request");
        assertThat(client.post(REVOKE, token + "&client_id=other&client_secret=s")
                        .status())
                .isEqualTo(200);
        assertThat(client.servedAs(tokens.text("access_token"))).isEqualTo("alice");
    }

    @Test
    void behaviour_14_revoke_is_404_where_there_is_none() {
        confluence.switches().set("revoke-endpoint", "absent");
        Answer tokens = client.connected();
        assertThat(client.revoke(tokens.text("access_token")).status()).isEqualTo(404);
        assertThat(client.servedAs(tokens.text("access_token"))).isEqualTo("alice");
    }

    @Test
    void behaviour_23_client_credentials_are_off_or_on() {
        String form = "grant_type=client_credentials&scope=READ&client_id=tributary&client_secret=tributary-secret";
        assertError(client.post(TOKEN, form), 400, "unsupported_grant_type");
        confluence.switches().set("client-credentials", "on");
        Answer tokens = client.post(TOKEN, form);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.json().has("refresh_token")).isFalse();
        assertThat(client.servedAs(tokens.text("access_token"))).isEqualTo("service-tributary");
        assertError(client.post(TOKEN, form.replace("READ", "ADMIN")), 400, "invalid_scope");
    }

    @Test
    void error_descriptions_speak_the_servers_language() {
        String english = client.exchange("x").text("error_description");
        for (String language : List.of("de", "fr", "ja")) {
            confluence.switches().set("error-language", language);
            Answer refused = client.exchange("x");
            assertError(refused, 400, "invalid_grant");
            assertThat(refused.text("error_description")).isNotBlank().isNotEqualTo(english);
        }
    }

    @Test
    void behaviour_25_tokens_are_refused_under_an_http_base_url() {
        try (ConfluenceSimulator plain = ConfluenceSimulator.dataCenter()
                .baseUrl(URI.create("http://wiki.test"))
                .start()) {
            URI address = URI.create("http://localhost:" + plain.port() + TOKEN);
            assertError(client.postTo(address, "grant_type=refresh_token"), 400, "invalid_request");
        }
    }

    private static void assertError(Answer answer, int status, String error) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}
