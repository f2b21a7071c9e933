package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Site;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Name and password at a Data Center: only where that is allowed, and shown no more once refused, since each try counts. */
class PasswordTest {

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator confluence;

    private Desk desk;

    @BeforeEach
    void open() {
        Site site = new Site(
                "wiki", DataCenter.at(confluence.baseUrl()).allowingBasicPasswords(), Desk.registration(List.of()));
        desk = new Desk(confluence, site);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void they_connect_whoever_they_belong_to() {
        Connection connection = connect("bob");

        assertThat(connection.kind()).isEqualTo(Kind.PASSWORD);
        assertThat(connection.account().username()).isEqualTo("bob");
        assertThat(connection.scopes()).isEmpty();
        assertThat(connection.dates().endsAt()).isNull();
        assertThat(desk.tributary.confluence(connection).spaces()).isNotEmpty();
        assertThat(confluence.requests().all())
                .allSatisfy(request -> assertThat(request.headers().get("Authorization"))
                        .singleElement()
                        .asString()
                        .startsWith("Basic "));
        assertThat(desk.tributary.disconnect(connection).revocation()).isEqualTo(Revocation.NOTHING_TO_REVOKE);
    }

    @Test
    void a_site_that_does_not_allow_them_does_not_get_them() {
        try (Desk usual = new Desk(confluence)) {
            assertFails(usual, "bob", Reason.NOT_OFFERED);
        }
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void a_wrong_password_is_shown_once() {
        assertFails(desk, "qv7-opens-nothing", Reason.PASSWORD_REFUSED);
        assertThat(confluence.requests().all()).hasSize(1);
    }

    @Test
    void a_captcha_that_is_due_is_told_and_not_run_against() {
        confluence.switches().set(Switch.CAPTCHA, "on");

        assertFails(desk, "bob", Reason.CAPTCHA_DUE);
        assertThat(confluence.requests().all()).hasSize(1);
    }

    @Test
    void a_password_that_was_changed_is_shown_once_more_and_never_again() {
        Connection connection = connect("bob");
        confluence.switches().set(Switch.BASIC_AUTHENTICATION, "off");
        confluence.requests().clear();

        assertEnded(connection, Connection.Reason.TOKEN_REVOKED);
        assertEnded(connection, Connection.Reason.TOKEN_REVOKED);
        assertThat(confluence.requests().all()).hasSize(1);
    }

    @Test
    void a_captcha_that_becomes_due_stops_the_connection_at_the_first_answer_that_says_so() {
        Connection connection = connect("bob");
        confluence.switches().set(Switch.CAPTCHA, "on");
        confluence.requests().clear();

        assertThat(assertEnded(connection, Connection.Reason.CAPTCHA_DUE))
                .hasMessageContaining("sign in to Confluence with a browser");
        assertEnded(connection, Connection.Reason.CAPTCHA_DUE);
        assertThat(confluence.requests().all()).hasSize(1);
        assertThat(desk.tributary
                        .connection("bob", "wiki")
                        .orElseThrow()
                        .state()
                        .reason())
                .isEqualTo(Connection.Reason.CAPTCHA_DUE);
    }

    @Test
    void a_name_with_a_colon_is_shown_to_nobody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.tributary.connectWithPassword("bob", "wiki", "bob:x", Secret.of("bob")));
        assertThat(confluence.requests().all()).isEmpty();
    }

    private Connection connect(String password) {
        return desk.tributary.connectWithPassword("bob", "wiki", "bob", Secret.of(password));
    }

    private GrantEnded assertEnded(Connection connection, Connection.Reason reason) {
        GrantEnded ended = (GrantEnded)
                Told.by(() -> desk.tributary.confluence(connection).spaces().toList());
        assertThat(ended.connection().state().reason()).isEqualTo(reason);
        return ended;
    }

    private static void assertFails(Desk at, String password, Reason reason) {
        assertThatExceptionOfType(AuthorizationFailed.class)
                .isThrownBy(() -> at.tributary.connectWithPassword("bob", "wiki", "bob", Secret.of(password)))
                .withMessageNotContaining("qv7-opens-nothing")
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
        assertThat(at.tributary.connection("bob", "wiki")).isEmpty();
    }
}
