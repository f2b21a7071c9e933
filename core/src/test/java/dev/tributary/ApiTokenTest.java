package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.User;
import dev.tributary.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API tokens of Confluence Cloud: those with scopes work at the API host, the others at the site's own, and none at both. */
class ApiTokenTest {

    private static final String API_HOST = "/ex/confluence/" + CloudDesk.RIVERS;
    private static final String OWN_HOST = "/site/rivers";
    private static final String[] SCOPES = {"read:confluence-user", "read:space:confluence", "read:page:confluence"};

    private ConfluenceSimulator confluence;
    private CloudDesk desk;

    @BeforeEach
    void start() {
        confluence = ConfluenceSimulator.cloud().start();
        desk = new CloudDesk(
                confluence,
                CloudDesk.only(confluence, "rivers", CloudDesk.RIVERS),
                new MemoryStore(confluence.clock()));
    }

    @AfterEach
    void stop() {
        desk.close();
        confluence.close();
    }

    @Test
    void one_with_scopes_is_for_the_api_host_and_goes_nowhere_else() {
        Connection connection = connect(made(30, SCOPES), null);

        assertThat(connection.kind()).isEqualTo(Kind.API_TOKEN);
        assertThat(connection.account().id()).isEqualTo(User.accountId("bob"));
        assertThat(connection.origin().toString()).endsWith(API_HOST);
        assertThat(connection.home().toString()).endsWith("/site/rivers/wiki");
        assertThat(desk.tributary.confluence(connection).spaces()).isNotEmpty();
        assertThat(shownBelow(API_HOST)).isTrue();
    }

    @Test
    void one_without_scopes_is_for_the_sites_own_host_where_calls_go_then() {
        Connection connection = connect(made(30), null);
        confluence.requests().clear();

        assertThat(connection.origin().toString()).endsWith(OWN_HOST);
        assertThat(connection.home().toString()).endsWith("/site/rivers/wiki");
        assertThat(desk.tributary.confluence(connection).spaces()).isNotEmpty();
        assertThat(desk.tributary.confluence(connection).search("type = page")).isNotEmpty();
        assertThat(confluence.requests().all()).isNotEmpty();
        assertThat(shownBelow(OWN_HOST)).isTrue();
    }

    /** Whether name and password were shown at one place only, and nothing else anywhere. */
    private boolean shownBelow(String place) {
        return confluence.requests().all().stream()
                .allMatch(request -> request.path().startsWith(place)
                        && String.valueOf(request.headers().get("Authorization"))
                                .startsWith("[Basic "));
    }

    @Test
    void without_the_cloud_id_one_with_scopes_is_refused_with_a_hint() {
        try (CloudDesk addressOnly = new CloudDesk(
                confluence, CloudDesk.only(confluence, "rivers", null), new MemoryStore(confluence.clock()))) {
            Secret scoped = made(30, SCOPES);

            assertThat(Told.by(() ->
                            addressOnly.tributary.connectWithApiToken("bob", "cloud", "bob@example.com", scoped, null)))
                    .hasMessageContaining("cloud id");
            assertThat(shownBelow(OWN_HOST)).isTrue();
        }
    }

    @Test
    void a_site_that_is_not_named_is_the_operators_to_name() {
        try (CloudDesk any = new CloudDesk(
                confluence, CloudDesk.only(confluence, null, null), new MemoryStore(confluence.clock()))) {
            assertThatExceptionOfType(Misconfigured.class)
                    .isThrownBy(() -> any.tributary.connectWithApiToken(
                            "bob", "cloud", "bob@example.com", Secret.of("ATATT3x-anything"), null))
                    .withMessageContaining("sites.cloud.cloud.site");
            assertThat(confluence.requests().all()).isEmpty();
        }
    }

    @Test
    void a_wrong_one_and_another_accounts_address_connect_nobody() {
        Secret bobs = made(30);

        assertRefused(Reason.API_TOKEN_REFUSED, "bob@example.com", Secret.of("ATATT3x-that-is-none"));
        assertRefused(Reason.API_TOKEN_REFUSED, "alice@example.com", bobs);
        assertThat(desk.tributary.connection("bob", "cloud")).isEmpty();
    }

    @Test
    void one_that_cannot_name_its_user_is_told_which_scope_it_lacks() {
        assertThatExceptionOfType(AuthorizationFailed.class)
                .isThrownBy(() -> connect(made(30, "read:space:confluence"), null))
                .withMessageContaining("read:confluence-user")
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.TOKEN_TOO_NARROW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "bob@example.com:x", "a b@example.com", "bob@example.com\r\nX-Forged: 1", ""})
    void what_is_no_address_is_shown_to_nobody(String email) {
        Secret token = made(30);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.tributary.connectWithApiToken("bob", "cloud", email, token, null));
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void its_end_is_kept_in_sight_and_after_it_nothing_is_sent() {
        Instant end = confluence.clock().instant().plus(Duration.ofDays(30));
        Connection connection = connect(made(30), end);

        assertThat(connection.dates().endsAt()).isEqualTo(end);
        assertThat(desk.tributary.endingBefore(end.plusSeconds(1))).contains(connection);
        assertThat(desk.tributary.endingBefore(end.minusSeconds(1))).isEmpty();

        confluence.clock().advance(Duration.ofDays(31));
        confluence.requests().clear();
        assertThatExceptionOfType(GrantEnded.class)
                .isThrownBy(() -> desk.tributary.confluence(connection).spaces().toList());
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void no_end_is_taken_that_cannot_be_its_end() {
        Secret token = made(30);
        Instant now = confluence.clock().instant();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(token, now.plus(Duration.ofDays(400))))
                .withMessageContaining("a year");
        assertThatExceptionOfType(AuthorizationFailed.class).isThrownBy(() -> connect(token, now.minusSeconds(1)));
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void one_that_its_user_took_back_is_shown_once_more_and_never_again() {
        Connection connection = connect(made(30), null);
        confluence.apiTokens().revoke(bob());
        confluence.requests().clear();

        assertEnded(connection);
        assertThat(confluence.requests().all()).hasSize(1);
        assertEnded(connection);
        assertThat(confluence.requests().all()).hasSize(1);
    }

    private void assertEnded(Connection connection) {
        assertThatExceptionOfType(GrantEnded.class)
                .isThrownBy(() -> desk.tributary.confluence(connection).spaces().toList())
                .satisfies(ended ->
                        assertThat(ended.connection().state().reason()).isEqualTo(Connection.Reason.TOKEN_REVOKED));
    }

    @Test
    void it_is_no_bearer_token_and_is_not_handed_out_as_one() {
        Connection connection = connect(made(30), null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.tributary.accessToken(connection, Duration.ZERO))
                .withMessageContaining("API_TOKEN");
    }

    @Test
    void disconnecting_leaves_it_to_its_user() {
        assertThat(desk.tributary.disconnect(connect(made(30), null)).revocation())
                .isEqualTo(Revocation.NOTHING_TO_REVOKE);
    }

    @Test
    void each_kind_of_credential_is_for_its_own_edition() {
        try (ConfluenceSimulator dataCenter = ConfluenceSimulator.dataCenter().start();
                Desk wiki = new Desk(dataCenter)) {
            assertThat(Told.by(() -> wiki.tributary.connectWithApiToken(
                            "bob", "wiki", "bob@example.com", Secret.of("ATATT3x-anything"), null)))
                    .hasMessageContaining("does not take this kind");
            assertThat(Told.by(() -> desk.tributary.connectWithPersonalAccessToken(
                            "bob", "cloud", Secret.of("a-personal-token"))))
                    .hasMessageContaining("does not take this kind");
            assertThat(dataCenter.requests().all()).isEmpty();
        }
        assertThat(confluence.requests().all()).isEmpty();
    }

    private void assertRefused(Reason reason, String email, Secret token) {
        assertThatExceptionOfType(AuthorizationFailed.class)
                .isThrownBy(() -> desk.tributary.connectWithApiToken("bob", "cloud", email, token, null))
                .withMessageNotContaining(token.reveal())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private Connection connect(Secret token, @Nullable Instant end) {
        return desk.tributary.connectWithApiToken("bob", "cloud", "bob@example.com", token, end);
    }

    private Secret made(int days, String... scopes) {
        return Secret.of(confluence.apiTokens().create(bob(), Duration.ofDays(days), scopes));
    }

    private User bob() {
        return confluence.users().named("bob").orElseThrow();
    }
}
