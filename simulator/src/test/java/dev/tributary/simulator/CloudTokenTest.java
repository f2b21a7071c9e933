package dev.tributary.simulator;

import static dev.tributary.simulator.CloudClient.HARBOUR;
import static dev.tributary.simulator.CloudClient.LAKES;
import static dev.tributary.simulator.CloudClient.REDIRECT_URI;
import static dev.tributary.simulator.CloudClient.RIVERS;
import static dev.tributary.simulator.CloudClient.SCOPES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.cloud.Site;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.simulator.oauth.Revocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Behaviours 26 to 30, 33 and 36. */
class CloudTokenTest {

    private static final Duration LEEWAY = Duration.ofMinutes(10);
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator confluence;

    private CloudClient client;

    @BeforeEach
    void client() {
        client = new CloudClient(confluence);
    }

    @Test
    void behaviour_26_a_refresh_token_comes_with_offline_access_only() {
        Answer tokens = client.connected();
        assertThat(tokens.text("refresh_token")).isNotEmpty();
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.text("scope")).isEqualTo(SCOPES);
        assertThat(tokens.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
        Answer online = client.connected("scope", "read:page:confluence");
        assertThat(online.json().has("refresh_token")).isFalse();
    }

    @Test
    void behaviour_27_a_spent_refresh_token_works_for_ten_minutes_and_then_ends_its_family() {
        Answer first = client.connected();
        Answer lost = client.refresh(first);
        confluence.clock().advance(LEEWAY.minusMinutes(1));
        Answer again = client.refresh(first);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("refresh_token")).isNotEqualTo(lost.text("refresh_token"));
        assertThat(client.works(again)).isTrue();

        confluence.clock().advance(Duration.ofMinutes(1));
        assertDead(client.refresh(first));
        assertThat(client.works(again)).isFalse();
        assertDead(client.refresh(again));
    }

    @Test
    void behaviour_27_a_renewal_ends_the_old_access_token_after_the_leeway() {
        Answer first = client.connected();
        client.refresh(first);
        confluence.clock().advance(LEEWAY.minusMinutes(1));
        assertThat(client.works(first)).isTrue();
        confluence.clock().advance(Duration.ofMinutes(1));
        assertThat(client.works(first)).isFalse();
    }

    @Test
    void behaviour_27_the_leeway_is_as_long_as_switched() {
        confluence.switches().set("cloud-refresh-leeway", "PT0S");
        Answer first = client.connected();
        Answer second = client.refresh(first);
        assertDead(client.refresh(first));
        assertDead(client.refresh(second));
    }

    /** A first and a second use of one token in the leeway; then the first use's token is spent, and the token once more. */
    @ParameterizedTest
    @MethodSource("readings")
    void behaviour_27_the_leeway_can_be_read_in_four_ways(String reading, int second, int ofTheFirst, int third) {
        confluence.switches().set("leeway-replay", reading);
        Answer tokens = client.connected();
        Answer lost = client.refresh(tokens);
        Answer again = client.refresh(tokens);
        assertThat(again.status()).isEqualTo(second);
        assertThat(client.refresh(lost).status()).isEqualTo(ofTheFirst);
        assertThat(client.refresh(tokens).status()).isEqualTo(third);
    }

    static Stream<Arguments> readings() {
        return Stream.of(
                arguments("every", 200, 200, 200),
                arguments("newest", 200, 403, 200),
                arguments("newest-kills", 200, 403, 403),
                arguments("until-used", 200, 200, 403));
    }

    @Test
    void behaviour_27_refresh_tokens_die_after_ninety_idle_days() {
        Answer first = client.connected();
        confluence.clock().advance(Duration.ofDays(89));
        Answer second = client.refresh(first);
        assertThat(second.status()).isEqualTo(200);
        confluence.clock().advance(Duration.ofDays(90));
        assertDead(client.refresh(second));
    }

    @Test
    void behaviour_27_and_after_365_days_however_often_they_are_renewed() {
        Answer tokens = client.connected();
        for (int month = 0; month < 12; month++) {
            confluence.clock().advance(Duration.ofDays(30));
            tokens = client.refresh(tokens);
            assertThat(tokens.status()).isEqualTo(200);
        }
        confluence.clock().advance(Duration.ofDays(5));
        assertDead(client.refresh(tokens));
        assertThat(client.refresh(client.connected()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-consent", "each-consent"})
    void behaviour_27_those_days_count_from_the_first_consent_or_from_each(String from) {
        confluence.switches().set("absolute-lifetime-from", from).set("absolute-lifetime", "P60D");
        client.connected();
        confluence.clock().advance(Duration.ofDays(50));
        Answer later = client.connected();
        confluence.clock().advance(Duration.ofDays(20));
        assertThat(client.refresh(later).status()).isEqualTo(from.equals("first-consent") ? 403 : 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"family", "grant"})
    void behaviour_27_a_late_reuse_ends_one_consent_or_all_of_the_app(String ends) {
        confluence.switches().set("reuse-ends", ends);
        Answer stolen = client.connected();
        Answer other = client.connected();
        client.refresh(stolen);
        confluence.clock().advance(LEEWAY);
        assertDead(client.refresh(stolen));
        assertThat(client.refresh(other).status()).isEqualTo(ends.equals("family") ? 200 : 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "unauthorized_client"})
    void behaviour_28_a_dead_refresh_token_is_403_with_either_word(String word) {
        confluence.switches().set("dead-refresh", word);
        Answer tokens = client.connected();
        confluence.grants().revoke(Revocation.of("alice", Revocation.Kind.GRANT));
        for (Answer refused : List.of(client.refresh(tokens), client.refresh("never-issued"))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("error")).isEqualTo(word);
        }
    }

    @Test
    void behaviour_28_a_refresh_token_is_its_apps_alone() {
        confluence.clients().register(Client.of("other", "s", REDIRECT_URI));
        Answer tokens = client.connected();
        assertDead(client.refresh(tokens.text("refresh_token"), "client_id", "other", "client_secret", "s"));
        assertThat(client.refresh(tokens).status()).isEqualTo(200);
    }

    @Test
    void behaviour_29_a_wrong_secret_is_401_access_denied_and_spends_nothing() {
        String code = client.code();
        for (String[] wrong : new String[][] {
            {"client_secret", "wrong"}, {"client_secret", ""}, {"client_id", "unknown"}, {"client_id", ""}
        }) {
            Answer refused = client.exchange(code, wrong);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text("error")).isEqualTo("access_denied");
        }
        assertThat(client.exchange(code).status()).isEqualTo(200);
    }

    @Test
    void behaviour_30_a_second_consent_extends_the_grant_and_earlier_tokens_see_it() {
        Answer first = client.connected();
        assertThat(sitesOf(first)).containsExactly(RIVERS);

        SimulatedBrowser alice = new SimulatedBrowser("alice", "alice").choosing(LAKES);
        client.connected(alice, "scope", "read:space:confluence");

        assertThat(sitesOf(first)).containsExactly(RIVERS, LAKES);
        assertThat(client.resources(first).json().get(1).get("scopes").toString())
                .isEqualTo("[\"read:space:confluence\"]");
        GrantView grant = confluence.grants().all().get(0);
        assertThat(confluence.grants().all()).hasSize(1);
        assertThat(grant.sites()).containsExactly(RIVERS, LAKES);
        assertThat(grant.accessTokens()).hasSize(2);
        assertThat(grant.refreshTokens()).hasSize(1);
    }

    @Test
    void behaviour_30_a_site_comes_once_for_each_product_and_jira_has_sites_of_its_own() {
        String both = "read:jira-work read:page:confluence";
        Answer tokens = client.connected("scope", both);
        assertThat(sitesOf(tokens)).containsExactly(RIVERS, RIVERS);
        client.connected(new SimulatedBrowser("alice", "alice").choosing(HARBOUR), "scope", both);
        assertThat(sitesOf(tokens)).containsExactly(RIVERS, RIVERS, HARBOUR);
        JsonNode resources = client.resources(tokens).json();
        assertThat(resources.get(0).get("scopes").toString()).isEqualTo("[\"read:page:confluence\"]");
        assertThat(resources.get(1).get("scopes").toString()).isEqualTo("[\"read:jira-work\"]");
        assertThat(resources.get(0).get("url").asString()).isEqualTo(confluence.baseUrl() + "/site/rivers");
        assertThat(resources.get(0).get("name").asString()).isEqualTo("rivers");
    }

    @Test
    void behaviour_30_by_switch_one_products_scopes_come_in_two_entries_or_no_site_comes_at_all() {
        Answer tokens = client.connected();
        confluence.switches().set("resources", "split");
        JsonNode halves = client.resources(tokens).json();
        assertThat(sitesOf(tokens)).containsExactly(RIVERS, RIVERS);
        assertThat(halves.get(0).get("scopes")).isNotEqualTo(halves.get(1).get("scopes"));
        confluence.switches().set("resources", "empty");
        assertThat(client.resources(tokens).body()).isEqualTo("[]");
    }

    @Test
    void behaviour_30_a_site_that_its_user_has_left_is_not_listed() {
        Answer tokens = client.connected();
        Site rivers = confluence.sites().find(RIVERS).orElseThrow();
        confluence.sites().put(new Site(RIVERS, "rivers", rivers.products(), Set.of("bob")));
        assertThat(sitesOf(tokens)).isEmpty();
    }

    @Test
    void behaviour_30_without_a_fitting_site_there_is_nothing_to_choose() {
        SimulatedBrowser bob = new SimulatedBrowser("bob", "bob");
        confluence.sites().remove(RIVERS);
        assertThat(sitesOf(client.connected(bob))).isEmpty();
    }

    @Test
    void behaviour_33_the_token_endpoint_takes_json_and_forms_alike() {
        Answer byForm = client.tokenByForm(client.exchangeOf(client.code()));
        assertThat(byForm.status()).isEqualTo(200);
        assertThat(client.refresh(byForm).status()).isEqualTo(200);
    }

    @Test
    void behaviour_33_a_client_may_authenticate_in_the_header() {
        Map<String, String> body = client.exchangeOf(client.code(), "client_id", "", "client_secret", "");
        assertThat(client.tokenByForm(body, "Authorization", basic("tributary:wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(client.tokenByForm(body, "Authorization", basic("tributary:tributary-secret"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void behaviour_36_a_renewal_may_bring_no_refresh_token_and_the_old_one_stays() {
        confluence.switches().set("refresh-answer", "keeps");
        Answer first = client.connected();
        for (int day = 0; day < 3; day++) {
            confluence.clock().advance(Duration.ofDays(60));
            Answer renewed = client.refresh(first);
            assertThat(renewed.json().has("refresh_token")).isFalse();
            assertThat(client.works(renewed)).isTrue();
        }
        confluence.switches().set("refresh-answer", "rotates");
        assertThat(client.refresh(first).text("refresh_token")).isNotEmpty();
    }

    @Test
    void a_code_is_good_once_for_its_redirect_uri_its_app_and_a_time() {
        confluence.clients().register(Client.of("other", "s", REDIRECT_URI));
        assertBadCode(client.exchange("never-issued"));
        assertBadCode(client.exchange(client.code(), "redirect_uri", REDIRECT_URI + "2"));
        assertBadCode(client.exchange(client.code(), "client_id", "other", "client_secret", "s"));
        assertThat(client.exchange(client.code(), "redirect_uri", "").text("error"))
                .isEqualTo("invalid_request");
        String late = client.code();
        confluence.clock().advance(Duration.ofMinutes(5));
        assertBadCode(client.exchange(late));
        confluence.switches().set("cloud-code-lifetime", "PT30M");
        String inTime = client.code();
        confluence.clock().advance(Duration.ofMinutes(29));
        Answer tokens = client.exchange(inTime);
        assertThat(tokens.status()).isEqualTo(200);
        assertBadCode(client.exchange(inTime));
        assertThat(client.works(tokens)).isFalse();
    }

    @Test
    void pkce_is_checked_unless_switched() {
        String[] challenged = {"code_challenge", CHALLENGE, "code_challenge_method", "S256"};
        assertThat(client.exchange(client.code(challenged), "code_verifier", VERIFIER)
                        .status())
                .isEqualTo(200);
        assertBadCode(client.exchange(client.code(challenged), "code_verifier", "A".repeat(43)));
        assertBadCode(client.exchange(client.code(challenged)));
        confluence.switches().set("cloud-pkce", "ignored");
        assertThat(client.exchange(client.code(challenged), "code_verifier", "A".repeat(43))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_the_token_endpoint_does_not_know_is_400() {
        assertThat(client.token(CloudClient.client("grant_type", "password")).text("error"))
                .isEqualTo("unsupported_grant_type");
        assertThat(client.token(Map.of("client_id", "tributary")).text("error")).isEqualTo("invalid_request");
        Answer tokens = client.connected();
        assertThat(client.refresh(tokens.text("refresh_token"), "scope", "read:me")
                        .text("error"))
                .isEqualTo("invalid_scope");
        assertThat(client.refresh(tokens).status()).isEqualTo(200);
    }

    @Test
    void a_service_account_gets_a_token_without_a_refresh_token_where_switched() {
        Map<String, String> body = CloudClient.client("grant_type", "client_credentials");
        assertThat(client.token(body).text("error")).isEqualTo("unsupported_grant_type");
        confluence.switches().set("client-credentials", "on");
        Answer tokens = client.token(body);
        assertThat(tokens.json().has("refresh_token")).isFalse();
        assertThat(sitesOf(tokens)).containsExactly(RIVERS, LAKES);
    }

    @Test
    void the_account_is_told_to_those_with_read_me() {
        Answer me = client.get("/me", client.connected().text("access_token"));
        assertThat(me.text("account_id"))
                .isEqualTo(confluence.users().named("alice").orElseThrow().accountId());
        assertThat(me.text("email")).isEqualTo("alice@example.com");
        SimulatedBrowser bob = new SimulatedBrowser("bob", "bob");
        Answer without = client.connected(bob, "scope", "read:page:confluence");
        Answer refused = client.get("/me", without.text("access_token"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("message")).isEqualTo("Unauthorized; scope does not match");
        assertThat(client.get("/me", "never-issued").text("message")).isEqualTo("Unauthorized");
        assertThat(confluence.requests().of("GET", "/me"))
                .extracting("user")
                .containsExactly("alice", "bob", "anonymous");
    }

    @Test
    void tokens_can_be_ended_behind_the_apps_back() {
        Answer tokens = client.connected();
        confluence.grants().revoke(Revocation.of("alice", Revocation.Kind.ACCESS));
        assertThat(client.works(tokens)).isFalse();
        Answer renewed = client.refresh(tokens);
        assertThat(client.works(renewed)).isTrue();
        confluence.grants().revoke(Revocation.of("alice", Revocation.Kind.REFRESH));
        assertDead(client.refresh(renewed));
        assertThat(client.works(renewed)).isTrue();
    }

    private List<String> sitesOf(Answer tokens) {
        List<String> ids = new ArrayList<>();
        client.resources(tokens).json().forEach(each -> ids.add(each.get("id").asString()));
        return ids;
    }

    private static void assertDead(Answer refused) {
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("error")).isEqualTo("invalid_grant");
    }

    private static void assertBadCode(Answer refused) {
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_grant");
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
