package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.RateLimited;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectingTest {

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator confluence;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(confluence);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_user_who_approves_is_connected_as_who_Confluence_says() {
        Connection connection = desk.connect("alice");

        assertThat(connection.owner().user()).isEqualTo("alice");
        assertThat(connection.site()).isEqualTo("wiki");
        assertThat(connection.origin()).isEqualTo(confluence.baseUrl());
        assertThat(connection.account().username()).isEqualTo("alice");
        assertThat(connection.account().id()).isNotEmpty().isNotEqualTo("alice");
        assertThat(connection.scopes()).containsExactly("WRITE");
        assertThat(connection.isActive()).isTrue();
        assertThat(desk.tributary.connection("alice", "wiki")).contains(connection);
        assertThat(desk.tributary.connection("bob", "wiki")).isEmpty();
    }

    @Test
    void the_request_carries_a_challenge_and_neither_secret_nor_verifier() {
        AuthorizationRequest request = desk.begin("alice");

        assertThat(request.uri().toString())
                .startsWith(confluence.baseUrl() + "/rest/oauth2/latest/authorize?")
                .contains("code_challenge_method=S256", "response_type=code", "scope=WRITE")
                .containsPattern("state=[A-Za-z0-9_-]{43}&")
                .containsPattern("code_challenge=[A-Za-z0-9_-]{43}&")
                .doesNotContain("secret", "verifier", request.browser().reveal());
        assertThat(request.toString()).doesNotContain("state", "challenge");
    }

    @Test
    void the_page_to_return_to_is_handed_back() {
        AuthorizationRequest request = desk.tributary
                .authorize("alice", "wiki")
                .returnTo("/docs?page=2")
                .begin();

        Returned returned = desk.tributary.completeAndReturn(Desk.approved("alice", request), "alice");

        assertThat(returned.returnTo()).isEqualTo("/docs?page=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "docs", "//evil.example", "/\\evil.example", "\\evil", "https://evil.example", "/\t/evil"})
    void a_page_that_may_lead_away_is_refused(String page) {
        NewAuthorization authorization = desk.tributary.authorize("alice", "wiki");

        assertThatThrownBy(() -> authorization.returnTo(page)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void less_than_the_site_allows_may_be_asked_for_and_more_may_not() {
        AuthorizationRequest request =
                desk.tributary.authorize("alice", "wiki").scopes("READ").begin();

        Connection connection = desk.tributary.complete(Desk.approved("alice", request), "alice");

        assertThat(connection.scopes()).containsExactly("READ");
        NewAuthorization admin = desk.tributary.authorize("alice", "wiki").scopes("ADMIN");
        assertThatThrownBy(admin::begin)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[ADMIN]")
                .hasMessageContaining("[WRITE]");
    }

    @Test
    void of_several_scopes_the_one_that_contains_the_others_is_asked_for() {
        confluence.switches().set(Switch.SCOPE_LIST, "refused");
        AuthorizationRequest request = desk.tributary
                .authorize("alice", "wiki")
                .scopes("READ", "WRITE")
                .begin();

        assertThat(desk.tributary
                        .complete(Desk.approved("alice", request), "alice")
                        .scopes())
                .containsExactly("WRITE");
    }

    @Test
    void where_the_answer_names_no_scope_the_one_asked_for_was_granted() {
        confluence.switches().set(Switch.SCOPE_IN_ANSWER, "absent");

        assertThat(desk.connect("alice").scopes()).containsExactly("WRITE");
    }

    @Test
    void a_user_who_denies_is_not_connected() {
        Callback callback = Desk.denied("alice", desk.begin("alice"));

        assertFailed(() -> desk.tributary.complete(callback, "alice"), Reason.DENIED);
        assertThat(desk.tokenRequests()).isEmpty();
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
    }

    @Test
    void a_callback_works_once() {
        Callback callback = Desk.approved("alice", desk.begin("alice"));
        desk.tributary.complete(callback, "alice");

        assertFailed(() -> desk.tributary.complete(callback, "alice"), Reason.UNKNOWN_STATE);
        assertThat(desk.tokenRequests()).hasSize(1);
        assertThat(desk.liveGrants()).isEqualTo(1);
    }

    @Test
    void a_callback_in_another_browser_is_refused_and_ends_the_flow() {
        AuthorizationRequest request = desk.begin("alice");
        Callback callback = Desk.approved("alice", request);
        Callback foreign = new Callback("wiki", callback.query(), AuthorizationRequest.newBrowser(), null);

        assertFailed(() -> desk.tributary.complete(foreign, "alice"), Reason.WRONG_BROWSER);
        assertFailed(() -> desk.tributary.complete(callback, "alice"), Reason.UNKNOWN_STATE);
        assertThat(desk.tokenRequests()).isEmpty();
    }

    @Test
    void a_callback_without_its_browser_is_refused_and_ends_the_flow() {
        Callback callback = Desk.approved("alice", desk.begin("alice"));
        Callback bare = new Callback("wiki", callback.query(), null, null);

        assertFailed(() -> desk.tributary.complete(bare, "alice"), Reason.WRONG_BROWSER);
        assertFailed(() -> desk.tributary.complete(callback, "alice"), Reason.UNKNOWN_STATE);
        assertThat(desk.tokenRequests()).isEmpty();
    }

    @Test
    void whoever_is_signed_in_at_the_callback_must_be_who_began() {
        Callback callback = Desk.approved("bob", desk.begin("mallory"));

        assertFailed(() -> desk.tributary.complete(callback, "bob"), Reason.WRONG_USER);
        assertFailed(() -> desk.tributary.complete(callback, "mallory"), Reason.UNKNOWN_STATE);
        assertThat(desk.tokenRequests()).isEmpty();
        assertThat(desk.tributary.connection("bob", "wiki")).isEmpty();
        assertThat(desk.tributary.connection("mallory", "wiki")).isEmpty();
    }

    @Test
    void a_flow_lives_ten_minutes() {
        AuthorizationRequest early = desk.begin("alice");
        AuthorizationRequest late = desk.begin("bob");
        confluence.clock().advance(Duration.ofMinutes(10).minusSeconds(30));
        desk.tributary.complete(Desk.approved("alice", early), "alice");
        confluence.clock().advance(Duration.ofSeconds(30));
        Callback callback = Desk.approved("bob", late);

        assertFailed(() -> desk.tributary.complete(callback, "bob"), Reason.EXPIRED_STATE);
        assertThat(desk.tokenRequests()).hasSize(1);
    }

    @Test
    void two_tabs_may_finish_in_reverse_order() {
        AuthorizationRequest first = desk.begin("alice");
        AuthorizationRequest second = desk.tributary
                .authorize("alice", "wiki")
                .browser(first.browser())
                .begin();

        Connection two = desk.tributary.complete(Desk.approved("alice", second), "alice");
        Connection one = desk.tributary.complete(Desk.approved("alice", first), "alice");

        assertThat(one.id()).isEqualTo(two.id());
        assertThat(one.state().epoch()).isEqualTo(two.state().epoch() + 1);
        assertThat(one.isActive()).isTrue();
    }

    @Test
    void a_browser_may_have_sixteen_flows_under_way_and_no_more_until_they_end() {
        Secret browser = AuthorizationRequest.newBrowser();
        for (int i = 0; i < 16; i++) {
            desk.tributary.authorize("alice", "wiki").browser(browser).begin();
        }
        NewAuthorization next = desk.tributary.authorize("alice", "wiki").browser(browser);

        assertThatThrownBy(next::begin).isInstanceOf(RateLimited.class);
        desk.begin("alice");
        confluence.clock().advance(Duration.ofMinutes(10));
        assertThat(next.begin().browser()).isEqualTo(browser);
    }

    @Test
    void parameters_given_twice_are_refused_before_the_flow_is_looked_for() {
        Callback callback = Desk.approved("alice", desk.begin("alice"));
        String query = callback.query().reveal();
        Callback doubled = Callback.of("wiki", query + "&code=another", callback.browser());

        assertFailed(() -> desk.tributary.complete(doubled, "alice"), Reason.INVALID_CALLBACK);
        assertThat(desk.tokenRequests()).isEmpty();
        assertThat(desk.tributary.complete(callback, "alice").isActive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "code=abc", "code=abc&state=", "state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_code_without_a_state_is_no_callback(String query) {
        Callback callback = Callback.of("wiki", query, AuthorizationRequest.newBrowser());

        assertFailed(() -> desk.tributary.complete(callback, "alice"), Reason.INVALID_CALLBACK);
        assertThat(desk.tokenRequests()).isEmpty();
    }

    @Test
    void a_state_that_nobody_gave_out_is_unknown() {
        Callback callback = Callback.of("wiki", "code=abc&state=" + "A".repeat(43), AuthorizationRequest.newBrowser());

        assertFailed(() -> desk.tributary.complete(callback, "alice"), Reason.UNKNOWN_STATE);
    }

    @Test
    void a_foreign_issuer_is_a_mix_up() {
        Callback callback = Desk.approved("alice", desk.begin("alice"));
        Callback mixed =
                Callback.of("wiki", callback.query().reveal() + "&iss=https%3A%2F%2Fevil.example", callback.browser());

        assertFailed(() -> desk.tributary.complete(mixed, "alice"), Reason.WRONG_SITE);
        assertThat(desk.tokenRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "invalid_request"})
    void a_code_that_is_too_old_is_refused_however_the_server_says_so(String word) {
        confluence.switches().set(Switch.BAD_CODE, word);
        Callback callback = Desk.approved("alice", desk.begin("alice"));
        confluence.clock().advance(Duration.ofMinutes(1));

        assertFailed(() -> desk.tributary.complete(callback, "alice"), Reason.CODE_REFUSED);
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
    }

    @Test
    void a_token_that_Confluence_serves_as_anonymous_connects_nobody_and_is_revoked() {
        Callback callback = Desk.approved("alice", desk.begin("alice"));
        confluence.faults().add(Fault.of(Fault.Action.STATUS).status(401).on("GET", "/rest/api/user/current"));

        assertFailed(() -> desk.tributary.complete(callback, "alice"), Reason.NOT_SERVED);
        assertThat(desk.revocations()).isNotEmpty();
        assertThat(desk.liveGrants()).isZero();
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
    }

    @Test
    void reconnecting_keeps_the_id_and_counts_on() {
        Connection first = desk.connect("alice");

        Connection again = desk.connect("alice");

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.state().epoch()).isEqualTo(first.state().epoch() + 1);
        assertThat(again.state().generation()).isEqualTo(first.state().generation() + 1);
        assertThat(again.state().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void another_account_does_not_replace_the_one_that_is_connected() {
        Connection first = desk.connect("alice");
        AuthorizationRequest request = desk.begin("alice");
        Callback asBob = Desk.approved("bob", request);

        assertFailed(() -> desk.tributary.complete(asBob, "alice"), Reason.ACCOUNT_CHANGED);

        assertThat(desk.tributary.connection("alice", "wiki")).contains(first);
        assertThat(desk.liveGrants()).as("the grant nobody accepted is revoked").isEqualTo(1);
    }

    @Test
    void after_disconnecting_another_account_may_be_connected() {
        desk.tributary.disconnect(desk.connect("alice"));

        Connection asBob = desk.tributary.complete(Desk.approved("bob", desk.begin("alice")), "alice");

        assertThat(asBob.account().username()).isEqualTo("bob");
    }

    private static void assertFailed(ThrowingCallable flow, Reason reason) {
        assertThatThrownBy(flow)
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }
}
