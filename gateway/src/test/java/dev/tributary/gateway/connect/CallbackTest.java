package dev.tributary.gateway.connect;

import static dev.tributary.gateway.GatewayWorld.RETURN_TO;
import static dev.tributary.gateway.GatewayWorld.STATE;
import static dev.tributary.gateway.GatewayWorld.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class CallbackTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    GatewayWorld world;

    @BeforeEach
    void start() {
        world = new GatewayWorld(confluence, directory);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void the_browser_comes_back_with_a_code_and_the_applications_state() {
        URI back = GatewayWorld.through(world.link("alice"), new SimulatedBrowser("alice", "alice"));

        assertThat(back.toString()).startsWith(RETURN_TO + "?");
        assertThat(parameter(back, "connection_code")).matches("[A-Za-z0-9_-]{43}");
        assertThat(parameter(back, "state")).isEqualTo(STATE);
    }

    @Test
    void a_return_url_keeps_the_query_that_it_has() {
        Map<String, Object> wanted = new HashMap<>(GatewayWorld.linkFor("alice"));
        wanted.put("returnTo", "http://localhost:8082/tab?a=b");
        URI link = URI.create(GatewayWorld.json(world.ask("portal", "POST", "/v1/connect-links", wanted))
                .path("url")
                .asString());
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");

        URI back = browser.walk(browser.press(browser.get(link)), Decision.APPROVE, "http://localhost:8082/tab");
        assertThat(back.toString()).startsWith("http://localhost:8082/tab?a=b&connection_code=");
    }

    @Test
    void a_user_who_denies_comes_back_with_that_word() {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI back = browser.walk(browser.press(browser.get(world.link("alice"))), Decision.DENY, RETURN_TO);

        assertThat(back.getRawQuery()).isEqualTo("error=denied&state=" + STATE);
        assertThat(world.tokenRequests()).isZero();
    }

    @Test
    void a_reload_is_a_friendly_page_and_harms_nothing() {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI callback = callback(browser, world.link("alice"));
        URI back = browser.get(callback).location().orElseThrow();
        assertThat(world.confirm("portal", parameter(back, "connection_code"), "alice")
                        .statusCode())
                .isEqualTo(201);

        Exchange again = browser.get(callback);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.location()).isEmpty();
        assertThat(again.page()).contains("all is well");
        assertThat(world.tokenRequests()).isEqualTo(1);
        assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                .isEqualTo(200);
    }

    @Tag("C6")
    @Test
    void a_callback_without_the_cookie_ends_the_flow_for_the_right_browser_too() {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI callback = callback(browser, world.link("alice"));

        assertThat(world.browse(callback, "").statusCode()).isEqualTo(400);
        assertThat(browser.get(callback).status()).isEqualTo(400);
        assertThat(world.tokenRequests()).isZero();
    }

    @Tag("C6")
    @Test
    void a_callback_in_another_browser_that_is_in_a_flow_of_its_own_ends_the_flow() {
        SimulatedBrowser mallory = new SimulatedBrowser("bob", "bob");
        callback(mallory, world.link("mallory"));
        SimulatedBrowser alice = new SimulatedBrowser("alice", "alice");
        URI callback = callback(alice, world.link("alice"));

        assertThat(mallory.get(callback).status()).isEqualTo(400);
        assertThat(alice.get(callback).status()).isEqualTo(400);
        assertThat(world.tokenRequests()).isZero();
    }

    @Tag("C7")
    @Test
    void a_callback_at_another_site_ends_the_flow() {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI callback = callback(browser, world.link("alice"));

        URI elsewhere = URI.create(callback.toString().replace("/callback/wiki", "/callback/other"));
        assertThat(browser.get(elsewhere).status()).isEqualTo(400);
        assertThat(browser.get(callback).status()).isEqualTo(400);
        assertThat(world.tokenRequests()).isZero();
    }

    @Tag("C7")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?code=x",
                "?code=x&state=unknown",
                "?code=x&state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "?error=access_denied&state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=x"
            })
    void a_callback_that_belongs_to_no_flow_is_a_page_and_leads_nowhere(String query) {
        HttpResponse<String> page = world.browse(world.uri("/callback/wiki" + query), "");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("alert(1)");
    }

    @Tag("C7")
    @ParameterizedTest
    @ValueSource(strings = {"&code=x", "&error=access_denied", "&state=x"})
    void a_doubtful_callback_spends_no_code_and_not_even_the_flow(String more) {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI callback = callback(browser, world.link("alice"));

        assertThat(browser.get(URI.create(callback + more)).status()).isEqualTo(400);
        assertThat(world.tokenRequests()).isZero();
        assertThat(browser.get(callback).status()).isEqualTo(303);
    }

    @Tag("C7")
    @Test
    void only_get_arrives() {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI callback = callback(browser, world.link("alice"));

        for (String method : new String[] {"HEAD", "POST", "PUT"}) {
            HttpResponse<String> answer =
                    world.send(HttpRequest.newBuilder(callback).method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET");
        }
        assertThat(browser.get(callback).status()).isEqualTo(303);
    }

    @Test
    void two_tabs_of_one_browser_may_come_back_in_any_order() {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI first = callback(browser, world.link("alice"));
        URI second = callback(browser, world.link("alice"));

        assertThat(browser.get(second).location().orElseThrow().toString()).contains("connection_code=");
        assertThat(browser.get(first).location().orElseThrow().toString()).contains("connection_code=");
    }

    @Test
    void a_flow_that_took_too_long_is_over() {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI callback = callback(browser, world.link("alice"));
        confluence.clock().advance(Duration.ofMinutes(11));

        Exchange late = browser.get(callback);
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.page()).contains("took too long");
        assertThat(world.tokenRequests()).isZero();
    }

    @Test
    void a_code_that_is_too_old_sends_the_user_back_with_that_word() {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI callback = callback(browser, world.link("alice"));
        confluence.clock().advance(Duration.ofMinutes(2));

        assertThat(browser.get(callback).location().orElseThrow().getRawQuery())
                .isEqualTo("error=expired&state=" + STATE);
    }

    @ParameterizedTest
    @CsvSource({"STATUS", "HTML", "HUGE", "GARBAGE", "DROP_BEFORE"})
    void a_confluence_that_does_not_answer_sends_the_user_back_with_that_word(Fault.Action action) {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI callback = callback(browser, world.link("alice"));
        Fault fault = Fault.of(action).on("POST", "/rest/oauth2/latest/token");
        confluence.faults().add(action == Fault.Action.STATUS ? fault.status(500) : fault);

        assertThat(browser.get(callback).location().orElseThrow().getRawQuery())
                .isEqualTo("error=unavailable&state=" + STATE);
    }

    @Test
    void a_wrong_client_secret_sends_the_user_back_and_is_the_operators_business() {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI callback = callback(browser, world.link("alice"));
        confluence
                .clients()
                .register(Client.of(
                        "gateway", "another-secret", world.uri("/callback/wiki").toString()));

        assertThat(browser.get(callback).location().orElseThrow().getRawQuery())
                .isEqualTo("error=misconfigured&state=" + STATE);
    }

    private URI callback(SimulatedBrowser browser, URI link) {
        return browser.walk(
                browser.press(browser.get(link)),
                Decision.APPROVE,
                world.uri("/callback/").toString());
    }
}
