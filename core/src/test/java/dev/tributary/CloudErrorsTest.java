package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.confluence.NewPage;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import dev.tributary.http.Transport;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CallRefused;
import dev.tributary.model.Connection;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.RateLimited;
import dev.tributary.model.ScopeMissing;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Confluence Cloud answers when something is wrong, row by row, and what the library makes of it. */
class CloudErrorsTest {

    private static final String[] READING = {
        "read:me", "read:page:confluence", "read:space:confluence", "read:confluence-user"
    };
    private static final String NO_PAGE = "999999999";
    private static final Duration LONG = Duration.ofMinutes(50);

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator confluence;

    private final AtomicBoolean slow = new AtomicBoolean();
    private CloudDesk desk;

    @BeforeEach
    void open() {
        HttpTransport direct = new HttpTransport(Network.DIRECT);
        Transport way = call -> {
            if (slow.getAndSet(false)) {
                confluence.clock().advance(Duration.ofHours(2));
            }
            return direct.send(call);
        };
        desk = new CloudDesk(confluence, List.of(READING), way);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "unauthorized_client"})
    void a_dead_refresh_token_sends_the_user_to_connect_again(String word) {
        confluence.switches().set("dead-refresh", word);
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        confluence.clock().advance(Duration.ofDays(91));

        assertThatExceptionOfType(GrantEnded.class)
                .isThrownBy(() -> desk.tributary.accessToken(connection, LONG))
                .withMessageContaining("connect");
        assertThat(stored().isActive()).isFalse();
        assertThat(last(tokenRequests()).status()).isEqualTo(403);
    }

    @Test
    void a_wrong_client_secret_is_the_operators_and_sends_nobody_to_connect() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        confluence.clock().advance(Duration.ofMinutes(61));
        confluence.clients().register(Client.of("tributary", "another-secret", Desk.REDIRECT));

        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> desk.tributary.accessToken(connection, LONG))
                .satisfies(wrong -> assertThat(wrong.key()).isEqualTo("sites.cloud.clientSecret"))
                .withMessageContaining("access_denied");
        assertThat(last(tokenRequests()).status()).isEqualTo(401);
        assertThat(stored().isActive()).isTrue();

        confluence.clients().register(Client.of("tributary", "tributary-secret", Desk.REDIRECT));
        confluence.clock().advance(Duration.ofMinutes(10));
        assertThat(desk.tributary.accessToken(connection, LONG)).isNotNull();
    }

    @Test
    void a_user_who_cancels_has_denied_although_the_word_is_that_of_a_wrong_secret() {
        AuthorizationRequest request = desk.tributary.authorize("bob", "cloud").begin();
        URI back = new SimulatedBrowser("bob", "bob").choosing(CloudDesk.RIVERS).deny(request.uri(), Desk.REDIRECT);
        assertThat(back.getRawQuery()).contains("error=access_denied");

        assertThat(reason(Callback.of("cloud", back.getRawQuery(), request.browser())))
                .isEqualTo(Reason.DENIED);
        assertThat(tokenRequests()).isEmpty();
    }

    @Test
    void a_scope_that_the_app_has_not_enabled_ends_on_a_page_of_atlassians_and_the_flow_expires() {
        confluence
                .clients()
                .register(Client.of("tributary", "tributary-secret", Desk.REDIRECT)
                        .enabling("read:me"));
        AuthorizationRequest request = desk.tributary.authorize("bob", "cloud").begin();

        Exchange page = new SimulatedBrowser("bob", "bob").get(request.uri());
        assertThat(page.location()).isEmpty();
        assertThat(page.status()).isGreaterThanOrEqualTo(400);

        confluence.clock().advance(Duration.ofMinutes(11));
        String state = request.uri().getRawQuery().replaceAll(".*[?&]?state=([^&]+).*", "$1");
        Callback late = Callback.of("cloud", "code=abc&state=" + state, request.browser());
        assertThat(reason(late)).isEqualTo(Reason.EXPIRED_STATE);
        assertThat(tokenRequests()).isEmpty();
    }

    @Test
    void a_missing_scope_is_named_and_nothing_is_renewed_or_sent_again() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        Confluence bobs = desk.tributary.confluence(connection);

        assertThatExceptionOfType(ScopeMissing.class)
                .isThrownBy(() -> bobs.json(ConfluenceRequest.json(
                        "POST", "/wiki/api/v2/footer-comments", "{\"pageId\":\"1\",\"body\":{}}")))
                .withMessageContaining("write:comment:confluence");
        assertThat(apiRequests("POST")).hasSize(1);
        assertThat(last(apiRequests("POST")).status()).isEqualTo(401);
        assertThat(tokenRequests()).hasSize(1);
        assertThat(stored().isActive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "401, /wiki/api/v2/spaces, 401",
        "401, /wiki/rest/api/user/current, 401",
        "403-404, /wiki/api/v2/spaces, 404",
        "403-404, /wiki/rest/api/user/current, 403"
    })
    void an_access_token_that_expires_on_its_way_is_renewed_once_and_the_call_repeated(
            String asWhat, String target, int status) {
        confluence.switches().set("expired-token", asWhat);
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        slow.set(true);

        HttpAnswer answer = desk.tributary.confluence(connection).call(ConfluenceRequest.get(target));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(apiRequests("GET").stream()
                        .filter(request -> request.path().endsWith(target))
                        .map(RecordedRequest::status))
                .containsExactly(status, 200);
        assertThat(tokenRequests()).hasSize(2);
    }

    @Test
    void before_the_tokens_end_403_and_404_are_confluences_word() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);

        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> desk.tributary.confluence(connection).page(NO_PAGE))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(404));
        assertThat(tokenRequests()).hasSize(1);
    }

    @Test
    void a_user_without_confluence_is_refused_and_stays_connected() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        confluence.switches().set("confluence-license", "absent");

        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> desk.tributary.confluence(connection).spaces().toList())
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(403));
        assertThat(tokenRequests()).hasSize(1);
        assertThat(stored().isActive()).isTrue();
    }

    @Test
    void an_account_without_a_site_is_told_so() {
        confluence.switches().set("resources", "empty");

        assertThat(reason(desk.approved("bob", CloudDesk.RIVERS))).isEqualTo(Reason.NO_SITE);
        assertThat(desk.tributary.connection("bob", "cloud")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "absent, PT10S, confluence-burst-based",
        "zero, PT1S, confluence-quota-global-based",
        "max, PT5M, confluence-quota-tenant-based"
    })
    void too_many_calls_say_when_to_come_back_and_which_limit_it_was(String sent, Duration wait, String reason) {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        limitTo(1);
        confluence.switches().set("rate-limit-retry-after", sent);
        confluence.switches().set("rate-limit-reason", reason);
        Confluence bobs = desk.tributary.confluence(connection);
        bobs.call(ConfluenceRequest.get("/wiki/api/v2/spaces"));

        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(() -> bobs.call(ConfluenceRequest.get("/wiki/api/v2/spaces")))
                .withMessageContaining(reason)
                .satisfies(limited -> assertThat(limited.retryAfter()).isEqualTo(wait))
                .satisfies(limited -> assertThat(limited.reason()).hasValue(reason));
        assertThat(apiRequests("GET")).hasSize(2);
    }

    @Test
    void a_limit_that_is_near_is_seen_in_the_answer() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        limitTo(10);
        Confluence bobs = desk.tributary.confluence(connection);

        for (int calls = 1; calls < 9; calls++) {
            assertThat(near(bobs)).isEqualTo("false");
        }
        assertThat(near(bobs)).isEqualTo("true");
    }

    @Test
    void a_write_that_is_limited_was_not_done_and_is_not_sent_again() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        Confluence bobs = desk.tributary.confluence(connection);
        String space = bobs.spaces().findFirst().orElseThrow().key();
        limitTo(1);
        confluence.requests().clear();
        bobs.call(ConfluenceRequest.get("/wiki/api/v2/spaces"));

        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(() -> bobs.createPage(new NewPage(space, "Limited", "<p/>")));
        assertThat(apiRequests("POST")).hasSizeLessThanOrEqualTo(1);
    }

    private static String near(Confluence bobs) {
        return bobs.call(ConfluenceRequest.get("/wiki/api/v2/spaces"))
                .header("X-RateLimit-NearLimit")
                .orElse("");
    }

    private void limitTo(int calls) {
        confluence.switches().set("rate-limit-capacity", String.valueOf(calls));
        confluence.switches().set("rate-limit-fill", "0");
        confluence.switches().set("rate-limit", "on");
    }

    private Reason reason(Callback callback) {
        AuthorizationFailed[] failure = new AuthorizationFailed[1];
        assertThatExceptionOfType(AuthorizationFailed.class)
                .isThrownBy(() -> desk.tributary.complete(callback, "bob"))
                .satisfies(failed -> failure[0] = failed);
        return failure[0].reason();
    }

    private Connection stored() {
        return desk.tributary.connection("bob", "cloud").orElseThrow();
    }

    private List<RecordedRequest> tokenRequests() {
        return confluence.requests().of("POST", "/oauth/token");
    }

    private List<RecordedRequest> apiRequests(String method) {
        return confluence.requests().of(method, "/ex/confluence/");
    }

    private static RecordedRequest last(List<RecordedRequest> requests) {
        return requests.get(requests.size() - 1);
    }
}
