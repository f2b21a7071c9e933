package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Completion.Granted;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.MemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody edits the address of a site: what was issued at the old one must never be sent to the new one. */
@Tag("C27")
class MovedSiteTest {

    private static final Duration ANY = Duration.ZERO;

    @StartConfluence
    ConfluenceSimulator before;

    @StartConfluence
    ConfluenceSimulator after;

    private MemoryStore store;
    private Callback callback;
    private Granted granted;
    private Connection connection;
    private Desk moved;

    @BeforeEach
    void move() {
        store = new MemoryStore(after.clock());
        try (Desk desk = new Desk(before, store)) {
            connection = desk.connect("alice");
            callback = Desk.approved("alice", desk.begin("alice"));
            granted = (Granted) desk.tributary.authorizations().complete(Desk.approved("bob", desk.begin("bob")));
        }
        moved = new Desk(after, store);
    }

    @AfterEach
    void close() {
        moved.close();
    }

    @Test
    void hands_out_no_token_that_could_be_sent_to_the_new_address() {
        assertThatThrownBy(() -> moved.tributary.accessToken(connection, ANY))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("sites.wiki.baseUrl")
                .hasMessageContaining("restore the address, or send the user to connect again");
    }

    @Test
    void sends_no_refresh_token_to_the_new_address() {
        after.clock().advance(Duration.ofDays(1));

        assertThatThrownBy(() -> moved.tributary.accessToken(connection, ANY)).isInstanceOf(Misconfigured.class);
        assertThatThrownBy(() -> moved.tributary.confluence(connection).currentUser())
                .isInstanceOf(Misconfigured.class);
        assertThat(after.requests().all()).isEmpty();
    }

    @Test
    void revokes_nothing_at_the_new_address() {
        assertThat(moved.tributary.disconnect(connection).revocation()).isEqualTo(Revocation.FAILED);
        assertThat(after.requests().all()).isEmpty();
    }

    @Test
    void sends_no_code_of_a_flow_that_began_before_to_the_new_address() {
        assertThatThrownBy(() -> moved.tributary.complete(callback, "alice"))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.SITE_MOVED))
                .hasMessageContaining("another address", "Start again");
        assertThat(after.requests().all()).isEmpty();
    }

    @Test
    void makes_no_connection_of_a_grant_that_was_issued_before_and_sends_it_nowhere() {
        assertThatThrownBy(() -> moved.tributary.connections().establish(granted, null))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.SITE_MOVED));
        assertThat(moved.tributary.connections().refuse(granted)).isEqualTo(Revocation.FAILED);
        assertThat(moved.tributary.connection("bob", "wiki")).isEmpty();
        assertThat(after.requests().all()).isEmpty();
    }

    @Test
    void works_again_when_its_user_has_connected_at_the_new_address() {
        Connection anew = moved.connect("alice");

        assertThat(anew.id()).isEqualTo(connection.id());
        assertThat(anew.origin()).isEqualTo(after.baseUrl());
        assertThat(moved.tributary.confluence(anew).currentUser().username()).isEqualTo("alice");
        assertThat(moved.revocations()).isEmpty();
    }
}
