package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.authorization.Connections.PersonalToken;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.junit.StartConfluence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTokenTest {

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
    void a_token_connects_whoever_it_belongs_to_until_its_end() {
        Instant end = confluence.clock().instant().plus(Duration.ofDays(30));

        Connection connection = connect(made("bob", Duration.ofDays(30)));

        assertThat(connection.kind()).isEqualTo(Kind.PERSONAL_ACCESS_TOKEN);
        assertThat(connection.account().username()).isEqualTo("bob");
        assertThat(connection.scopes()).isEmpty();
        assertThat(connection.dates().expiresAt()).isCloseTo(end, within(10, ChronoUnit.SECONDS));
        assertThat(connection.dates().grantEndsAt())
                .isEqualTo(connection.dates().expiresAt());
        assertThat(desk.tributary.connection("alice", "wiki")).contains(connection);
    }

    @Test
    void which_of_several_tokens_was_entered_is_not_known_and_so_is_its_end() {
        made("bob", Duration.ofDays(10));

        assertThat(connect(made("bob", Duration.ofDays(30))).dates().expiresAt())
                .isNull();
    }

    @Test
    void an_end_that_the_user_declares_is_believed() {
        Instant end = confluence.clock().instant().plus(Duration.ofDays(3));

        assertThat(connect(made("bob", Duration.ofDays(30)), end).dates().expiresAt())
                .isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "401"})
    void a_token_that_Confluence_does_not_know_connects_nobody(String badBearer) {
        confluence.switches().set(Switch.BAD_BEARER, badBearer).set(Switch.ANONYMOUS_ACCESS, "on");

        assertRefused(Secret.of("bm90LWEtdG9rZW4tYXQtYWxs"), null);
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
    }

    @Test
    void a_token_that_has_ended_connects_nobody() {
        Secret token = made("bob", Duration.ofDays(1));
        confluence.clock().advance(Duration.ofDays(2));

        assertRefused(token, null);
    }

    @Test
    void a_token_whose_end_is_past_is_not_tried() {
        assertRefused(made("bob", null), confluence.clock().instant().minusSeconds(1));
        assertThat(confluence.requests().of("GET", "/rest/api")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token\r\nX-Forged: 1", "two words", "gr\u00fcn-gr\u00fcn", "short"})
    void what_cannot_be_a_token_is_never_sent(String value) {
        assertRefused(Secret.of(value), null);
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void a_token_of_another_account_replaces_a_connection_only_when_that_is_accepted() {
        Connection first = desk.connect("alice");
        Secret token = made("bob", null);

        assertThatThrownBy(() -> connect(token))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.ACCOUNT_CHANGED));
        assertThat(desk.tributary.connection("alice", "wiki")).contains(first);

        String bob = person("bob").key();
        Connection second = desk.tributary
                .connections()
                .connectWithPersonalAccessToken(new PersonalToken(alice(), "wiki", token, null, bob));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.account().id()).isEqualTo(bob);
        assertThat(desk.liveGrants()).as("the grant it replaced is revoked").isZero();
    }

    @Test
    void disconnecting_leaves_the_token_to_its_user() {
        Secret token = made("bob", null);
        Connection connection = connect(token);

        assertThat(desk.tributary.disconnect(connection).revocation()).isEqualTo(Revocation.NOTHING_TO_REVOKE);
        assertThat(desk.revocations()).isEmpty();
        assertThat(connect(token).isActive()).isTrue();
    }

    private Connection connect(Secret token) {
        return desk.tributary.connectWithPersonalAccessToken("alice", "wiki", token);
    }

    private Connection connect(Secret token, @Nullable Instant end) {
        return desk.tributary
                .connections()
                .connectWithPersonalAccessToken(new PersonalToken(alice(), "wiki", token, end, null));
    }

    private void assertRefused(Secret token, @Nullable Instant end) {
        assertThatThrownBy(() -> connect(token, end))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TOKEN_REFUSED))
                .hasMessageContaining("personal access token")
                .hasMessageNotContaining(token.reveal());
    }

    private Secret made(String user, @Nullable Duration life) {
        return Secret.of(confluence.personalTokens().create(person(user), "for the portal", life));
    }

    private User person(String name) {
        return confluence.users().all().stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Owner alice() {
        return new Owner(Owner.DEFAULT_APP, "alice");
    }
}
