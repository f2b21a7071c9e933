package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Disconnected;
import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import dev.tributary.http.Transport;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CallRefused;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.ScopeMissing;
import dev.tributary.model.TributaryException;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way into Confluence Cloud: consent, the choice of a site, renewal, and the end. */
class CloudTest {

    private static final List<String> READING = List.of("read:me", "read:page:confluence", "read:space:confluence");
    private static final Duration LONG = Duration.ofMinutes(50);

    private ConfluenceSimulator confluence;
    private CloudDesk desk;

    @BeforeEach
    void start() {
        confluence = ConfluenceSimulator.cloud().start();
        desk = new CloudDesk(confluence, READING);
    }

    @AfterEach
    void stop() {
        desk.close();
        confluence.close();
    }

    @Test
    void a_user_with_one_site_is_connected_to_it() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);

        assertThat(connection.origin())
                .isEqualTo(URI.create(confluence.baseUrl() + "/ex/confluence/" + CloudDesk.RIVERS));
        assertThat(connection.home().toString()).contains("rivers").endsWith("/wiki");
        assertThat(connection.scopes()).containsAll(READING);
        assertThat(connection.account().id()).isNotEmpty();
        assertThat(connection.dates().grantEndsAt()).isNotNull();
    }

    @Test
    void a_user_with_several_sites_says_which_is_meant_and_is_not_asked_again() {
        desk.connect("alice", CloudDesk.RIVERS);
        desk.tributary.disconnect(desk.tributary.connection("alice", "cloud").orElseThrow());

        Callback both = desk.approved("alice", CloudDesk.LAKES);
        Connection chosen = desk.tributary
                .completeAndReturn(both, "alice", sites -> at(sites, CloudDesk.LAKES))
                .connection();
        assertThat(chosen.origin().toString()).endsWith(CloudDesk.LAKES);

        Connection again = desk.connect("alice", CloudDesk.LAKES);
        assertThat(again.origin()).isEqualTo(chosen.origin());
        assertThat(again.id()).isEqualTo(chosen.id());
    }

    private static Optional<CloudSite> at(List<CloudSite> sites, String cloudId) {
        assertThat(sites).hasSize(2);
        return sites.stream().filter(site -> site.id().equals(cloudId)).findFirst();
    }

    @Test
    void nobody_is_connected_to_a_site_that_was_not_chosen() {
        desk.connect("alice", CloudDesk.RIVERS);
        desk.tributary.disconnect(desk.tributary.connection("alice", "cloud").orElseThrow());

        Callback both = desk.approved("alice", CloudDesk.LAKES);

        assertThatExceptionOfType(AuthorizationFailed.class)
                .isThrownBy(() -> desk.tributary.complete(both, "alice"))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.SITE_NOT_CHOSEN));
        assertThat(desk.tributary.connection("alice", "cloud")).isEmpty();
    }

    @Test
    void an_account_whose_only_site_is_gone_is_told_so() {
        Callback approved = desk.approved("bob", CloudDesk.RIVERS);
        confluence.sites().remove(CloudDesk.RIVERS);

        assertThatExceptionOfType(AuthorizationFailed.class)
                .isThrownBy(() -> desk.tributary.complete(approved, "bob"))
                .withMessageContaining("no Confluence site")
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_SITE));
    }

    @Test
    void a_token_is_renewed_again_and_again_and_each_time_by_one_request_in_json() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);

        for (int renewals = 1; renewals <= 3; renewals++) {
            confluence.clock().advance(Duration.ofMinutes(59));
            desk.tributary.accessToken(connection, LONG);
            assertThat(tokenRequests()).hasSize(1 + renewals);
        }
        assertThat(tokenRequests())
                .allSatisfy(request ->
                        assertThat(request.headers().get("Content-Type")).containsExactly("application/json"));
    }

    @Test
    void a_wrong_secret_is_the_operators_concern_and_no_users() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        confluence.clock().advance(Duration.ofMinutes(61));
        confluence.clients().register(Client.of("tributary", "another-secret", Desk.REDIRECT));

        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> desk.tributary.accessToken(connection, LONG))
                .withMessageContaining("sites.cloud.clientSecret");
        assertThat(desk.tributary.connection("bob", "cloud").orElseThrow().isActive())
                .isTrue();
    }

    @Test
    void disconnecting_says_that_only_the_user_can_end_the_grant_at_atlassian() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);

        Disconnected ended = desk.tributary.disconnect(connection);

        assertThat(ended.revocation()).isEqualTo(Disconnected.Revocation.NOT_SUPPORTED);
        assertThat(ended.authorizationsPage()).isNotNull();
    }

    @Test
    void a_space_that_may_not_be_seen_is_asked_for_once() {
        try (CloudDesk narrow = new CloudDesk(confluence, List.of("read:me", "read:page:confluence"))) {
            Confluence asBob = narrow.tributary.confluence(narrow.connect("bob", CloudDesk.RIVERS));
            List<String> pages = asBob.json(ConfluenceRequest.get("/wiki/api/v2/pages?limit=2"))
                    .path("results")
                    .valueStream()
                    .map(page -> page.path("id").asString())
                    .toList();
            assertThat(pages).hasSize(2);

            pages.forEach(id -> assertThat(asBob.page(id).space()).isNull());

            assertThat(confluence.requests().of("GET", "/ex/confluence/" + CloudDesk.RIVERS + "/wiki/api/v2/spaces/"))
                    .hasSize(1);
        }
    }

    @Test
    void a_grant_that_is_narrower_than_what_was_asked_for_is_told_when_the_user_comes_back() {
        Transport way = new HttpTransport(Network.DIRECT);
        Transport narrowing = call -> way.send(call).thenApply(answer -> {
            String without =
                    answer.body().text().replaceAll("write:page:confluence ?|\"refresh_token\":\"[^\"]*\",?", "");
            return call.uri().getPath().equals("/oauth/token")
                    ? new HttpAnswer(answer.status(), answer.headers(), Body.of(without))
                    : answer;
        });
        List<String> asked = List.of("read:me", "write:page:confluence", "read:page:confluence");
        try (CloudDesk whole = new CloudDesk(confluence, asked);
                CloudDesk narrow = new CloudDesk(confluence, asked, narrowing)) {
            assertThat(whole.back("bob", CloudDesk.RIVERS).missingScopes()).isEmpty();

            assertThat(narrow.back("bob", CloudDesk.RIVERS).missingScopes())
                    .containsExactly("write:page:confluence", "offline_access");
        }
    }

    @Test
    void a_site_that_was_lost_is_found_out_when_its_calls_are_refused_again_and_again() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);
        confluence.sites().remove(CloudDesk.RIVERS);

        isRefused(connection, ScopeMissing.class);
        await().until(() -> looks() == 2);
        isRefused(connection, ScopeMissing.class);
        assertThat(stored("bob").isActive()).isTrue();
        confluence.clock().advance(Duration.ofMinutes(2));
        isRefused(connection, ScopeMissing.class);

        await().untilAsserted(() -> assertThat(stored("bob").state().reason()).isEqualTo(Connection.Reason.SITE_LOST));
        assertThat(looks()).isEqualTo(3);
        assertThatExceptionOfType(GrantEnded.class)
                .isThrownBy(() -> desk.tributary.accessToken(connection, Duration.ZERO));
    }

    @Test
    void a_page_that_is_not_there_says_nothing_about_its_site() {
        Connection connection = desk.connect("bob", CloudDesk.RIVERS);

        for (int minute = 0; minute < 5; minute++) {
            isRefused(connection, CallRefused.class);
            await().until(() -> looks() == 2);
            confluence.clock().advance(Duration.ofMinutes(1));
        }

        assertThat(looks()).isEqualTo(2);
        assertThat(stored("bob").isActive()).isTrue();
    }

    /** Atlassian says of a site that a token does not open what it says of a scope that the token does not have. */
    private void isRefused(Connection connection, Class<? extends TributaryException> failure) {
        assertThatExceptionOfType(failure)
                .isThrownBy(() -> desk.tributary.confluence(connection).page("4711"));
    }

    private int looks() {
        return confluence
                .requests()
                .of("GET", "/oauth/token/accessible-resources")
                .size();
    }

    private Connection stored(String user) {
        return desk.tributary.connection(user, "cloud").orElseThrow();
    }

    private List<RecordedRequest> tokenRequests() {
        return confluence.requests().of("POST", "/oauth/token");
    }
}
