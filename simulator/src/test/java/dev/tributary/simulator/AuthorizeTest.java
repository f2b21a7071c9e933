package dev.tributary.simulator;

import static dev.tributary.simulator.TestClient.REDIRECT_URI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.environment.Scope;
import dev.tributary.simulator.http.Parameters;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 1 to 5, and 25. */
class AuthorizeTest {

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator confluence;

    private TestClient client;
    private final SimulatedBrowser alice = new SimulatedBrowser("alice", "alice");

    @BeforeEach
    void client() {
        client = new TestClient(confluence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "1.0"})
    void behaviour_1_authorize_is_always_a_303_that_no_cache_keeps_under_both_aliases(String version) {
        for (String id : List.of("tributary", "unknown")) {
            URI latest = client.authorizeUri("client_id", id);
            Answer answer = client.get(URI.create(latest.toString().replace("latest", version)));
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
        assertThat(client.get(client.authorizeUri("scope", "SYSTEM_ADMIN")).status())
                .isEqualTo(303);
    }

    @Test
    void behaviour_2_an_unknown_client_ends_on_the_products_own_error_page() {
        Exchange end = alice.approve(client.authorizeUri("client_id", "unknown"));
        assertThat(end.uri().getPath()).isEqualTo("/confluence/plugins/servlet/oauth2/error");
        assertThat(end.status()).isEqualTo(400);
        assertThat(end.page()).contains("does not know the application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADMIN", "SYSTEM_ADMIN", "read:confluence-content.all", "write", "READ read"})
    void behaviour_3_a_scope_above_the_ceiling_or_unknown_goes_back_as_invalid_scope(String scope) {
        assertThat(client.get(client.authorizeUri("scope", scope)).header("Location"))
                .isEqualTo(REDIRECT_URI + "?error=invalid_scope&state=xyz");
    }

    @Test
    void behaviour_3_the_ceiling_is_set_on_the_link() {
        confluence.clients().register(Client.of("reader", "s", REDIRECT_URI).limitedTo(Scope.READ));
        assertThat(client.get(client.authorizeUri("client_id", "reader", "scope", "WRITE"))
                        .header("Location"))
                .contains("error=invalid_scope");
        assertThat(client.get(client.authorizeUri("client_id", "reader", "scope", "READ"))
                        .header("Location"))
                .contains("/oauth2/consent");
    }

    @Test
    void behaviour_3_a_list_of_scopes_is_taken_or_refused_by_switch() {
        URI list = client.authorizeUri("scope", "READ WRITE");
        assertThat(client.get(list).header("Location")).contains("/oauth2/consent");
        confluence.switches().set("scope-list", "refused");
        assertThat(client.get(list).header("Location")).contains("error=invalid_scope");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, '', invalid_request",
        "response_type, token, unsupported_response_type",
        "code_challenge_method, S256, invalid_request",
        "scope, '', invalid_scope"
    })
    void behaviour_1_a_malformed_request_of_a_known_client_goes_back_with_its_error(
            String name, String value, String error) {
        assertThat(client.get(client.authorizeUri(name, value)).header("Location"))
                .isEqualTo(REDIRECT_URI + "?error=" + error + "&state=xyz");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id=tributary, /oauth2/error?cause=client",
        "redirect_uri=http://localhost:8080/callback, /oauth2/error?cause=redirect-uri",
        "scope=READ, callback?error=invalid_request&state=xyz",
        "state=other, callback?error=invalid_request&state=xyz",
        "theme=dark&theme=light, /oauth2/consent?request="
    })
    void behaviour_1_what_means_something_comes_once_and_the_unknown_is_ignored(String more, String leadsTo) {
        Answer answer = client.get(URI.create(client.authorizeUri() + "&" + more));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).contains(leadsTo);
    }

    @Test
    void behaviour_4_login_comes_once_and_consent_every_time() {
        List<String> seen = new ArrayList<>();
        alice.listener(exchange -> seen.add(exchange.toString()));
        alice.approve(client.authorizeUri(), REDIRECT_URI);
        assertThat(seen)
                .containsExactly(
                        "GET /confluence/rest/oauth2/latest/authorize -> 303",
                        "GET /confluence/plugins/servlet/oauth2/consent -> 303",
                        "GET /confluence/login.action -> 200",
                        "POST /confluence/dologin.action -> 303",
                        "GET /confluence/plugins/servlet/oauth2/consent -> 200",
                        "POST /confluence/plugins/servlet/oauth2/consent -> 303");
        seen.clear();
        alice.approve(client.authorizeUri(), REDIRECT_URI);
        assertThat(seen)
                .containsExactly(
                        "GET /confluence/rest/oauth2/latest/authorize -> 303",
                        "GET /confluence/plugins/servlet/oauth2/consent -> 200",
                        "POST /confluence/plugins/servlet/oauth2/consent -> 303");
    }

    @Test
    void behaviour_4_approving_returns_a_code_with_the_state_and_denying_an_error() {
        Parameters approved = client.approved();
        assertThat(approved.first("code")).isPresent();
        assertThat(approved.first("state")).hasValue("xyz");
        assertThat(alice.deny(client.authorizeUri(), REDIRECT_URI))
                .hasToString(REDIRECT_URI + "?error=access_denied&state=xyz");
        confluence.switches().set("deny-answer", "error-page");
        assertThat(alice.deny(client.authorizeUri()).page()).contains("You did not allow the access");
    }

    @Test
    void behaviour_4_a_wrong_password_shows_the_login_form_again_with_a_message() {
        Exchange form = alice.follow(alice.get(client.authorizeUri()), "-");
        HtmlForm login = HtmlForm.with("os_password", form.page(), form.uri()).orElseThrow();
        Exchange refused = alice.submit(login.fill("os_username", "alice").fill("os_password", "wrong"));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.page())
                .contains("username and password are incorrect")
                .contains("os_destination");
        assertThat(alice.walk(refused, Decision.APPROVE, REDIRECT_URI).getQuery())
                .contains("code=");
    }

    @Test
    void behaviour_4_a_consent_answered_twice_or_forged_gives_no_second_code() {
        Exchange consent = alice.follow(alice.get(client.authorizeUri()), "-");
        alice.walk(consent, Decision.APPROVE, REDIRECT_URI);
        Exchange again = alice.follow(alice.get(client.authorizeUri()), "-");
        HtmlForm form = HtmlForm.with("decision", again.page(), again.uri()).orElseThrow();
        HtmlForm approve = form.fill("decision", "approve");
        assertThat(alice.submit(approve.fill("atl_token", "forged")).location().orElseThrow())
                .hasToString(confluence.baseUrl() + "/plugins/servlet/oauth2/error?cause=form");
        assertThat(alice.submit(approve).location().orElseThrow().toString()).startsWith(REDIRECT_URI);
        assertThat(alice.submit(approve).location().orElseThrow())
                .hasToString(confluence.baseUrl() + "/plugins/servlet/oauth2/error?cause=request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/callback/",
                "http://localhost:8081/callback",
                "http://localhost:8080/callback?x=1",
                "http://LOCALHOST:8080/callback"
            })
    void behaviour_5_the_redirect_uri_matches_as_a_whole(String other) {
        assertThat(client.get(client.authorizeUri("redirect_uri", other)).header("Location"))
                .contains("/oauth2/error?cause=redirect-uri&");
        assertThat(alice.follow(alice.get(client.authorizeUri("redirect_uri", other)), "-")
                        .page())
                .contains("not registered for it")
                .contains("<code>" + other + "</code>");
    }

    @Test
    void behaviour_5_an_address_that_is_refused_is_shown_as_text() {
        String other = "http://localhost/\"'><script>alert(1)</script>&amp;";

        assertThat(alice.follow(alice.get(client.authorizeUri("redirect_uri", other)), "-")
                        .page())
                .contains("<code>http://localhost/&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;</code>")
                .doesNotContain("<script");
    }

    @Test
    void behaviour_5_http_is_for_localhost_alone_unless_switched() {
        confluence
                .clients()
                .register(Client.of(
                        "tributary", "s", "http://127.0.0.1:1/", "http://app.test/", "https://app.internal/"));
        assertThat(isTrusted("http://127.0.0.1:1/")).isFalse();
        assertThat(isTrusted("http://app.test/")).isFalse();
        assertThat(isTrusted("https://app.internal/")).isTrue();
        confluence.switches().set("loopback-address-redirect", "on").set("internal-redirect-hosts", "refused");
        assertThat(isTrusted("http://127.0.0.1:1/")).isTrue();
        assertThat(isTrusted("http://app.test/")).isFalse();
        assertThat(isTrusted("https://app.internal/")).isFalse();
        confluence.switches().set("http-redirect", "on");
        assertThat(isTrusted("http://app.test/")).isTrue();
    }

    @Test
    void behaviour_25_an_http_base_url_is_refused_unless_allowed() {
        try (ConfluenceSimulator plain = ConfluenceSimulator.dataCenter()
                .baseUrl(URI.create("http://wiki.test"))
                .start()) {
            TestClient there = new TestClient(confluence);
            URI query = there.authorizeUri();
            URI address = URI.create(
                    "http://localhost:" + plain.port() + "/rest/oauth2/latest/authorize?" + query.getRawQuery());
            assertThat(there.get(address).header("Location")).endsWith("cause=base-url");
            plain.switches().set("http-base-url", "on");
            assertThat(there.get(address).header("Location")).contains("/oauth2/consent");
        }
    }

    @Test
    void pages_cannot_be_framed_kept_or_leak_their_address() {
        Exchange consent = alice.follow(alice.get(client.authorizeUri()), "-");
        Answer page = client.get(consent.uri());
        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Tributary-Simulator")).isEqualTo("1");
        assertThat(client.get("/s/confluence.css").body()).contains("prefers-color-scheme: dark");
    }

    @Test
    void an_address_that_leads_nowhere_is_a_page_and_a_page_without_a_form_cannot_be_pressed() {
        Exchange lost = alice.get(client.uri("/no/such/page"));
        assertThat(lost.status()).isEqualTo(404);
        assertThat(lost.page()).contains("Page not found");
        assertThatThrownBy(() -> alice.press(lost)).isInstanceOf(IllegalStateException.class);
        Exchange loggedOut = alice.follow(alice.press(alice.approve(client.uri("/"))), "-");
        assertThat(loggedOut.uri().getPath()).isEqualTo("/confluence/login.action");
    }

    @Test
    void the_login_form_leads_nowhere_but_into_confluence() {
        for (String away : List.of("//evil.test/", "http://evil.test/", "/\\evil.test")) {
            Answer login = client.post(
                    "/dologin.action",
                    TestClient.encoded(Map.of("os_username", "alice", "os_password", "alice", "os_destination", away)));
            assertThat(login.header("Location")).isEqualTo("/confluence/");
        }
    }

    private boolean isTrusted(String redirectUri) {
        return client.get(client.authorizeUri("redirect_uri", redirectUri))
                .header("Location")
                .contains("/oauth2/consent");
    }
}
