package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndingTest {

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
    void disconnecting_revokes_the_grant_and_says_so() {
        Connection connection = desk.connect("alice");

        assertThat(desk.tributary.disconnect(connection).revocation()).isEqualTo(Revocation.REVOKED);

        assertThat(desk.liveGrants()).isZero();
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
        Connection ended = desk.tributary.connections().find(connection.id()).orElseThrow();
        assertThat(ended.state().status()).isEqualTo(Status.DISCONNECTED);
        assertThat(ended.state().epoch()).isEqualTo(connection.state().epoch() + 1);
        assertThat(ended.state().generation()).isEqualTo(connection.state().generation() + 1);
    }

    @Test
    void disconnecting_again_changes_nothing() {
        Connection connection = desk.connect("alice");
        desk.tributary.disconnect(connection);
        Connection ended = desk.tributary.connections().find(connection.id()).orElseThrow();

        assertThat(desk.tributary.disconnect(connection).revocation()).isEqualTo(Revocation.NOTHING_TO_REVOKE);
        assertThat(desk.tributary.connections().find(connection.id())).contains(ended);
    }

    @Test
    void a_server_without_revocation_is_named_honestly_with_the_page_to_do_it_by_hand() {
        confluence.switches().set(Switch.REVOKE_ENDPOINT, "absent");
        Connection connection = desk.connect("alice");

        var disconnected = desk.tributary.disconnect(connection);

        assertThat(disconnected.revocation()).isEqualTo(Revocation.NOT_SUPPORTED);
        Exchange page = new SimulatedBrowser("alice", "alice").approve(disconnected.authorizationsPage());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.page()).contains("Authorized applications");
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
    }

    @Test
    void a_server_that_fails_to_revoke_does_not_keep_the_tokens_here() {
        Connection connection = desk.connect("alice");
        confluence
                .faults()
                .add(Fault.of(Fault.Action.STATUS)
                        .status(500)
                        .on("POST", "/rest/oauth2/latest/revoke")
                        .times(9));

        assertThat(desk.tributary.disconnect(connection).revocation()).isEqualTo(Revocation.FAILED);
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
    }

    @Test
    void what_never_was_connected_cannot_be_disconnected() {
        assertThatThrownBy(() -> desk.tributary.connections().disconnect(ConnectionId.random()))
                .isInstanceOf(NotConnected.class);
    }

    @Test
    void a_connection_served_as_another_is_suspended_until_its_user_connects_again() {
        Connection connection = desk.connect("alice");

        desk.tributary.connections().suspend(connection, Reason.SERVED_AS_ANOTHER);

        Connection suspended = desk.tributary.connection("alice", "wiki").orElseThrow();
        assertThat(suspended.state().status()).isEqualTo(Status.RECONNECT_REQUIRED);
        assertThat(suspended.state().reason()).isEqualTo(Reason.SERVED_AS_ANOTHER);
        assertThat(desk.connect("alice").isActive()).isTrue();
    }

    @Test
    void what_was_seen_of_an_older_generation_suspends_nothing() {
        Connection older = desk.connect("alice");
        Connection newer = desk.connect("alice");

        desk.tributary.connections().suspend(older, Reason.SERVED_AS_ANOTHER);

        assertThat(desk.tributary.connection("alice", "wiki")).contains(newer);
    }

    @Test
    void reconnecting_revokes_the_grant_it_replaces_and_no_other() {
        desk.connect("alice");
        desk.connect("bob");
        desk.connect("alice");

        assertThat(confluence.grants().all()).hasSize(3);
        assertThat(desk.liveGrants()).isEqualTo(2);
    }
}
