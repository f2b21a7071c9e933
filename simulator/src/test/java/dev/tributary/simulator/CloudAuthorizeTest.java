package dev.tributary.simulator;

import static dev.tributary.simulator.CloudClient.LAKES;
import static dev.tributary.simulator.CloudClient.REDIRECT_URI;
import static dev.tributary.simulator.CloudClient.RIVERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way to a code in Cloud, and who decides on it. */
class CloudAuthorizeTest {

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator confluence;

    private CloudClient client;

    @BeforeEach
    void client() {
        client = new CloudClient(confluence);
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, unknown, no app of that client id",
        "redirect_uri, http://localhost:8080/other, not its registered callback URL",
        "audience, '', audience=api.atlassian.com",
        "audience, api.example.com, audience=api.atlassian.com",
        "scope, '', a scope that its owner did not enable",
        "scope, read:everything:confluence, a scope that its owner did not enable"
    })
    void what_is_not_as_registered_ends_on_atlassians_own_page(String parameter, String value, String words) {
        Answer answer = client.get(client.authorizeUri(parameter, value));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.body()).contains(words);
    }

    @Test
    void a_scope_that_the_app_lacks_ends_there_too_and_offline_access_is_always_enabled() {
        confluence
                .clients()
                .register(Client.of("reader", "s", REDIRECT_URI).enabling("read:page:confluence", "read:me"));
        assertThat(client.get(client.authorizeUri("client_id", "reader")).body())
                .contains("a scope that its owner did not enable");
        URI allowed = client.authorizeUri("client_id", "reader", "scope", "read:page:confluence offline_access");
        assertThat(client.get(allowed).header("Location")).contains("/authorize/consent?request=");
    }

    @Test
    void another_response_type_and_half_a_challenge_are_told_to_the_app() {
        assertThat(client.get(client.authorizeUri("response_type", "token")).header("Location"))
                .isEqualTo(REDIRECT_URI + "?error=unsupported_response_type&state=xyz");
        assertThat(client.get(client.authorizeUri("code_challenge_method", "S256"))
                        .header("Location"))
                .isEqualTo(REDIRECT_URI + "?error=invalid_request&state=xyz");
    }

    @Test
    void a_plus_is_no_space_unless_switched() {
        URI address = URI.create(client.authorizeUri().toString().replace("%20", "+"));
        assertThat(client.get(address).body()).contains("a scope that its owner did not enable");
        confluence.switches().set("plus-in-query", "space");
        assertThat(client.get(address).header("Location")).contains("/authorize/consent");
    }

    @Test
    void a_user_who_cancels_is_sent_back_with_access_denied() {
        URI callback = new SimulatedBrowser("alice", "alice").deny(client.authorizeUri(), REDIRECT_URI);
        assertThat(callback).hasToString(REDIRECT_URI + "?error=access_denied&state=xyz");
        assertThat(confluence.grants().all()).isEmpty();
    }

    @Test
    void the_consent_page_names_the_account_the_scopes_and_the_sites_that_can_be_chosen() {
        Exchange page = consent("alice", new SimulatedBrowser("alice", "alice"));
        assertThat(page.page())
                .contains("alice@example.com", "read:page:confluence", "Stay connected while you are away")
                .contains(RIVERS, LAKES)
                .doesNotContain("harbour");
        assertThat(consent("bob", new SimulatedBrowser("bob", "bob")).page())
                .contains(RIVERS)
                .doesNotContain(LAKES);
    }

    @Test
    void a_site_of_others_cannot_be_chosen_and_one_has_to_be() {
        SimulatedBrowser bob = new SimulatedBrowser("bob", "bob");
        HtmlForm form = HtmlForm.with("decision", consent("bob", bob).page(), confluence.baseUrl())
                .orElseThrow()
                .fill("decision", "approve");
        for (String site : List.of(LAKES, "")) {
            Exchange refused = bob.submit(form.fill("site", site));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.page()).contains("Choose a site.");
        }
        assertThat(bob.submit(form.fill("site", RIVERS))
                        .location()
                        .orElseThrow()
                        .toString())
                .startsWith(REDIRECT_URI + "?code=");
    }

    @Test
    void a_form_that_was_not_shown_is_refused_and_a_request_is_answered_once() {
        SimulatedBrowser alice = new SimulatedBrowser("alice", "alice");
        HtmlForm form = HtmlForm.with("decision", consent("alice", alice).page(), confluence.baseUrl())
                .orElseThrow()
                .fill("decision", "approve");
        assertThat(alice.submit(form.fill("atl_token", "guessed")).page()).contains("not the one shown to you");
        assertThat(alice.submit(form).status()).isEqualTo(303);
        assertThat(alice.submit(form).page()).contains("answered already");
    }

    @Test
    void another_account_can_be_used() {
        SimulatedBrowser alice = new SimulatedBrowser("alice", "alice");
        Exchange page = consent("alice", alice);
        HtmlForm other = HtmlForm.all(page.page(), page.uri()).get(1);
        Exchange login = alice.follow(alice.submit(other), "never");
        HtmlForm form = HtmlForm.with("os_password", login.page(), login.uri()).orElseThrow();
        Exchange consent =
                alice.follow(alice.submit(form.fill("os_username", "bob").fill("os_password", "bob")), "never");
        assertThat(consent.page()).contains("bob@example.com");
    }

    @Test
    void an_app_can_be_removed_in_the_settings_of_the_account() {
        SimulatedBrowser alice = new SimulatedBrowser("alice", "alice");
        Answer tokens = client.connected(alice);
        Exchange list = alice.get(client.uri("/manage-profile/apps"));
        assertThat(list.page()).contains("tributary");
        alice.press(list);
        assertThat(client.works(tokens)).isFalse();
        assertThat(client.refresh(tokens).status()).isEqualTo(403);
        assertThat(alice.get(client.uri("/manage-profile/apps")).page()).contains("No application may act as you.");
    }

    private Exchange consent(String user, SimulatedBrowser browser) {
        Exchange login = browser.follow(browser.get(client.authorizeUri()), REDIRECT_URI);
        HtmlForm form = HtmlForm.with("os_password", login.page(), login.uri()).orElseThrow();
        return browser.follow(browser.submit(form.fill("os_username", user).fill("os_password", user)), REDIRECT_URI);
    }
}
