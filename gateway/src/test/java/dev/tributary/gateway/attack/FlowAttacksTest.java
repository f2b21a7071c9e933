package dev.tributary.gateway.attack;

import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the way from the link to the confirmed connection, beyond the list. */
final class FlowAttacksTest extends AttackTest {

    private Journey journey(String user) {
        return new Journey(ground(), App.A, user).browser(new SimulatedBrowser("alice", "alice"));
    }

    private Answer visit(URI page) {
        return ground().send(ground().to(page.toString()));
    }

    private boolean isConnected(App app, String user) {
        return !ground().api(app, "GET", "/v1/connections?user=" + user, null)
                .is(200)
                .json()
                .path("connections")
                .isEmpty();
    }

    @Test
    void a_link_that_was_only_looked_at_still_works_whoever_looked() {
        Journey journey = journey("erin");

        visit(journey.link()).isPage(200);
        ground().send(ground().to(journey.link().toString()).method("HEAD", BodyPublishers.noBody()))
                .is(200);
        new SimulatedBrowser("mallory", "x").get(journey.link());

        assertThat(ground().confirm(App.A, journey.approve(), "erin").status()).isEqualTo(201);
    }

    @Test
    void a_callback_at_another_sites_address_spends_the_flow_and_exchanges_nothing_mix_up() {
        Journey journey = journey("erin");
        URI callback = journey.callback();
        ground().begin();

        Exchange page =
                journey.browser().get(URI.create(callback.toString().replace("/callback/wiki?", "/callback/wiki2?")));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.location()).isEmpty();
        assertThat(journey.browser().get(callback).status()).isEqualTo(400);
        ground().assertNothingReachedConfluence();
    }

    @Tag("C7")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "error=weird%3Cscript%3E",
                "error=access_denied%0d%0aX-Forged:%201",
                "error=server_error&error_description=word-of-the-server&error_uri=https://evil.example",
                "error=ACCESS_DENIED",
                "error=%F0%9F%92%A5"
            })
    void what_the_server_says_about_a_failure_goes_nowhere(String query) {
        Journey journey = journey("judy");
        String state = Journey.parameter(journey.leave().location().orElseThrow(), "state")
                .orElseThrow();

        Exchange arrived =
                journey.browser().get(URI.create(ground().uri() + "/callback/wiki?" + query + "&state=" + state));

        if (arrived.status() == 303) {
            assertThat(journey.errorOf(arrived)).matches("[a-z_-]{4,20}").isNotEqualTo("denied");
        } else {
            assertThat(arrived.status()).isEqualTo(400);
        }
        assertThat(arrived.location().toString() + arrived.page()).doesNotContain("word-of", "evil", "Forged", "weird");
        assertThat(ground().witness.log()).noneMatch(line -> line.contains("word-of") || line.contains("Forged"));
        assertThat(ground().tokenRequests()).isEmpty();
    }

    @Test
    void a_link_leads_to_the_gateways_own_address_whatever_host_it_was_asked_at() {
        String wish = Answer.JSON.writeValueAsString(Journey.wish("erin"));

        String answer = ground().raw(head(
                        "POST /v1/connect-links HTTP/1.1",
                        "Host: localhost:1",
                        "X-Forwarded-Host: evil.example",
                        "X-Forwarded-Proto: https",
                        "Forwarded: host=evil.example;proto=https",
                        "Authorization: Bearer " + App.A.key,
                        "Content-Length: " + wish.length())
                + wish);

        assertThat(answer)
                .startsWith("HTTP/1.1 201 ")
                .contains(ground().uri() + "/connect/")
                .doesNotContain("evil");
    }

    @Test
    void a_secret_of_one_kind_opens_nothing_of_another() {
        Journey journey = journey("erin");
        String state = Journey.parameter(journey.leave().location().orElseThrow(), "state")
                .orElseThrow();
        String code = journey("erin").approve();
        String token = new Journey(ground(), App.A, "erin").token();

        for (String other : List.of(state, code)) {
            visit(URI.create(ground().uri() + "/connect/" + other)).isPage(404);
        }
        for (String other : List.of(state, token)) {
            ground().confirm(App.A, other, "erin").isProblem(404);
        }
        for (String other : List.of(code, token)) {
            visit(URI.create(ground().uri() + "/callback/wiki?code=x&state=" + other))
                    .isPage(400);
        }
        assertThat(ground().confirm(App.A, code, "erin").status()).isEqualTo(201);
    }

    @Test
    void whoever_denies_comes_back_with_our_own_word_and_nothing_is_connected() {
        Journey journey = journey("judy");
        URI callback = journey.callback(journey.leave(), Decision.DENY);

        assertThat(journey.errorOf(journey.browser().get(callback))).isEqualTo("denied");
        assertThat(ground().tokenRequests()).isEmpty();
        assertThat(isConnected(App.A, "judy")).isFalse();
    }

    @Tag("C1")
    @Test
    void c1_until_it_is_confirmed_a_grant_is_in_no_list_not_callable_and_changes_no_connection() {
        String id = ground().connect(App.A, "kim", "alice");
        Answer before = ground().api(App.A, "GET", "/v1/connections/" + id, null);
        journey("leo").approve();
        new Journey(ground(), App.A, "kim")
                .browser(new SimulatedBrowser("alice", "alice"))
                .approve();

        assertThat(isConnected(App.A, "leo")).isFalse();
        ground().call(App.A, "leo", Ground.CURRENT).isProblem(409);
        assertThat(ground().api(App.A, "GET", "/v1/connections/" + id, null).body())
                .isEqualTo(before.body());
    }

    @Tag("C9")
    @Test
    void c9_the_same_app_and_user_may_ask_again_after_a_lost_answer_another_user_may_not() {
        String code = journey("mike").approve();
        Answer first = ground().confirm(App.A, code, "mike").is(201);

        assertThat(ground().confirm(App.A, code, "mike").is(200).text("/id")).isEqualTo(first.text("/id"));
        ground().confirm(App.A, code, "nina").isProblem(410);
        assertThat(ground().api(App.A, "GET", "/v1/connections/" + first.text("/id"), null)
                        .text("/status"))
                .isEqualTo("ACTIVE");
    }

    @Tag("C10")
    @Test
    void c10_a_connection_does_not_move_to_another_account_unless_the_app_accepts_that_one_by_name() {
        String id = ground().connect(App.A, "oscar", "alice");
        String code = new Journey(ground(), App.A, "oscar")
                .browser(new SimulatedBrowser("bob", "bob"))
                .approve();

        Answer refused = ground().confirm(App.A, code, "oscar").isProblem(409);

        assertThat(refused.text("/type")).endsWith("/account-changed");
        assertThat(ground().call(App.A, "oscar", Ground.CURRENT).text("/username"))
                .isEqualTo("alice");
        ground().api(
                        App.A,
                        "POST",
                        "/v1/connections",
                        Map.of("connectionCode", code, "user", "oscar", "acceptAccount", "nobody"))
                .isProblem(409);
        Answer confirmed = ground().api(
                        App.A,
                        "POST",
                        "/v1/connections",
                        Map.of(
                                "connectionCode",
                                code,
                                "user",
                                "oscar",
                                "acceptAccount",
                                ground().wiki.users().named("bob").orElseThrow().key()))
                .is(201);
        assertThat(confirmed.text("/id")).isEqualTo(id);
        assertThat(ground().call(App.A, "oscar", Ground.CURRENT).text("/username"))
                .isEqualTo("bob");
    }

    @Tag("C11")
    @Test
    void c11_a_refusal_brings_no_link_along() {
        Answer refused = ground().call(App.A, "nobody-yet", Ground.CURRENT).isProblem(409);

        assertThat(refused.json().has("connectUrl")).isFalse();
        assertThat(refused.body()).doesNotContain("/connect/");
        assertThat(ground().witness.log()).noneMatch(line -> line.startsWith("link.made"));
    }
}
