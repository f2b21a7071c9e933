package dev.tributary.gateway.attack;

import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group E: on the way from the link to the confirmed connection. */
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
    void d_e1_a_link_that_was_used_leads_nowhere() {
        Journey journey = journey("erin");
        Exchange page = journey.browser().get(journey.link());
        journey.browser().press(page);

        Exchange again = journey.browser().press(page);

        assertThat(again.status()).isEqualTo(410);
        assertThat(again.location()).isEmpty();
        visit(journey.link()).isPage(410);
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
    void d_e2_a_link_that_was_never_made() {
        visit(URI.create(ground().uri() + "/connect/" + "x".repeat(43))).isPage(404);
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_e3_a_callback_that_is_loaded_again_does_no_harm() {
        Journey journey = journey("frank");
        URI callback = journey.callback();
        String code = journey.codeOf(journey.browser().get(callback));
        Answer connected = ground().confirm(App.A, code, "frank").is(201);

        Exchange again = journey.browser().get(callback);

        assertThat(again.status()).as(again.page()).isIn(200, 303, 400, 410);
        assertThat(again.page()).doesNotContain("Exception");
        assertThat(ground().tokenRequests()).hasSize(1);
        assertThat(ground().api(App.A, "GET", "/v1/connections/" + connected.text("/id"), null)
                        .text("/status"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void d_e4_a_callback_without_the_cookie_spends_the_flow_also_for_the_right_browser_afterwards() {
        Journey journey = journey("erin");
        URI callback = journey.callback();
        ground().wiki.requests().clear();

        visit(callback).isPage(400);
        Exchange late = journey.browser().get(callback);

        assertThat(late.status()).isEqualTo(400);
        assertThat(late.location()).isEmpty();
        ground().assertNothingReachedConfluence();
    }

    @Test
    void d_e5_a_callback_with_the_cookie_of_another_browser_which_has_its_own_flow_open() {
        Journey mallorys = journey("mallory");
        Journey victims = journey("erin");
        victims.leave();
        URI callback = mallorys.callback();
        ground().wiki.requests().clear();

        Exchange seen = victims.browser().get(callback);
        Exchange late = mallorys.browser().get(callback);

        assertThat(Stream.of(seen, late)).allSatisfy(page -> {
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.location()).isEmpty();
        });
        ground().assertNothingReachedConfluence();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=x&state=unknown",
                "code=x",
                "state=unknown",
                "",
                "error=access_denied",
                "error=access_denied&state=unknown",
                "code=x&state=STATE&state=STATE",
                "code=x&code=y&state=STATE",
                "code=x&error=access_denied&state=STATE",
                "code=x&state=STATE&state=other",
                "code=&state=STATE",
                "code=x&state=STATE&%73tate=STATE"
            })
    void d_e6_d_e7_a_callback_that_nobody_began_or_that_says_two_things(String query) {
        Journey journey = journey("erin");
        URI authorize = journey.leave().location().orElseThrow();
        String state = Journey.parameter(authorize, "state").orElseThrow();
        ground().witness.unlogged(state);

        Exchange page =
                journey.browser().get(URI.create(ground().uri() + "/callback/wiki?" + query.replace("STATE", state)));

        assertThat(page.status()).as(page.page()).isEqualTo(400);
        assertThat(page.location()).isEmpty();
        visit(URI.create(ground().uri() + "/callback/wiki?" + query.replace("STATE", "x")))
                .isPage(400);
        assertThat(ground().tokenRequests()).isEmpty();
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

    @Test
    void d_e8_a_link_for_mallory_finished_by_bob_connects_nobody_and_leaves_no_live_token() {
        Journey journey = new Journey(ground(), App.A, "mallory").browser(new SimulatedBrowser("bob", "bob"));
        long before = ground().liveGrants();
        String code = journey.approve();
        assertThat(ground().liveGrants()).isEqualTo(before + 1);

        Answer answer = ground().confirm(App.A, code, "bob").isProblem(403);

        assertThat(answer.text("/type")).endsWith("/user-mismatch");
        assertThat(isConnected(App.A, "mallory")).isFalse();
        assertThat(ground().liveGrants()).isEqualTo(before);
        assertThat(ground().confirm(App.A, code, "mallory").isProblem(404, 410).status())
                .isNotEqualTo(201);
        assertThat(ground().api(App.A, "GET", "/v1/connections/" + ground().bobsOfA, null)
                        .text("/status"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void d_e9_another_apps_code_is_unknown_and_stays_good() {
        String code = journey("grace").approve();

        Answer foreign = ground().confirm(App.B, code, "grace").isProblem(404, 410);

        assertThat(ground().confirm(App.B, "x".repeat(43), "grace").body()).isEqualTo(foreign.body());
        assertThat(ground().confirm(App.A, code, "grace").status()).isEqualTo(201);
    }

    static Stream<String> unregistered() {
        String back = Ground.RETURN;
        return Stream.of(
                "https://evil.example/back",
                back + "/",
                back.replace("localhost", "LOCALHOST"),
                back.replace("localhost:8082", "localhost:8082.evil.example"),
                back.replace("localhost", "localhost.evil.example"),
                back.replace("localhost:8082", "localhost:8082@evil"),
                back.replace("http://", "http://user@"),
                back + "%2f..",
                back + "/../back",
                back + "#x",
                back + "?",
                back + "?connection_code=x",
                back + "?state=x",
                back.replace(":8082", ":80820"),
                back.replace(":8082", ""),
                back.replace("http:", "https:"),
                back.replace("http:", "HTTP:"),
                back.replace("//", "/\\"),
                " " + back,
                back + " ",
                back + "\n",
                back + "\u0000",
                back.replace("back", "b%61ck"),
                back.replace("o", "\u043e"),
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil",
                "/back",
                "");
    }

    @ParameterizedTest
    @MethodSource("unregistered")
    void d_e10_a_return_url_that_is_not_registered_byte_by_byte(String returnTo) {
        Map<String, String> wish = new HashMap<>(Journey.wish("erin"));
        wish.put("returnTo", returnTo);

        Answer answer = ground().api(App.A, "POST", "/v1/connect-links", wish).isProblem(400);

        assertThat(answer.body()).doesNotContain("/connect/");
    }

    @Test
    void d_e11_two_tabs_of_a_browser_finished_in_reverse_order() {
        Journey first = journey("heidi");
        Journey second = journey("ivan").browser(first.browser());
        Exchange firstLeft = first.leave();
        Exchange secondLeft = second.leave();

        String secondCode = second.codeOf(second.browser().get(second.callback(secondLeft, Decision.APPROVE)));
        String firstCode = first.codeOf(first.browser().get(first.callback(firstLeft, Decision.APPROVE)));

        assertThat(ground().confirm(App.A, secondCode, "ivan").status()).isEqualTo(201);
        assertThat(ground().confirm(App.A, firstCode, "heidi").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"returnTo", "state", "user", "site"})
    void d_e12_a_link_needs_each_of_its_members(String member) {
        Map<String, String> wish = new HashMap<>(Journey.wish("erin"));
        wish.remove(member);

        ground().api(App.A, "POST", "/v1/connect-links", wish).isProblem(400);
    }

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
}
