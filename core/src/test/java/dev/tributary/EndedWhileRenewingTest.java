package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.MemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A failed renewal leaves a token that still lives in use; but not longer than its user wants. */
class EndedWhileRenewingTest {

    private static final Duration ANY = Duration.ZERO;

    @StartConfluence
    ConfluenceSimulator confluence;

    @StartConfluence
    ConfluenceSimulator elsewhere;

    private MemoryStore store;
    private Desk desk;
    private Connection connection;
    private Secret token;

    @BeforeEach
    void failToRenew() {
        store = new MemoryStore(confluence.clock());
        desk = new Desk(confluence, store);
        confluence.switches().set(Switch.REVOKE_ENDPOINT, "absent");
        connection = desk.connect("alice");
        token = desk.tributary.accessToken(connection, ANY);
        confluence.clock().advance(Duration.ofMinutes(59));
        confluence
                .faults()
                .add(Fault.of(Fault.Action.STATUS)
                        .status(503)
                        .on("POST", "/rest/oauth2/latest/token")
                        .times(99));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_token_that_could_not_be_renewed_serves_to_its_end() {
        assertThat(desk.tributary.accessToken(connection, ANY)).isEqualTo(token);
        assertThat(desk.tokenRequests()).hasSize(2);
    }

    @Tag("C24")
    @Test
    void a_token_that_could_not_be_renewed_serves_nobody_once_its_user_has_disconnected() {
        desk.tributary.accessToken(connection, ANY);

        desk.tributary.disconnect(connection);

        assertThatThrownBy(() -> desk.tributary.accessToken(connection, ANY)).isInstanceOf(NotConnected.class);
    }

    @Test
    void a_token_that_could_not_be_renewed_serves_nobody_once_another_node_has_disconnected_its_user() {
        desk.tributary.accessToken(connection, ANY);

        try (Desk other = new Desk(confluence, store)) {
            other.tributary.disconnect(connection);
        }

        assertThatThrownBy(() -> desk.tributary.accessToken(connection, ANY)).isInstanceOf(NotConnected.class);
    }

    @Test
    void a_token_that_could_not_be_renewed_gives_way_to_another_account() {
        desk.tributary.accessToken(connection, ANY);
        confluence.faults().clear();

        desk.tributary.disconnect(connection);
        Connection bobs = desk.tributary.complete(Desk.approved("bob", desk.begin("alice")), "alice");

        assertThat(desk.tributary.confluence(bobs).currentUser().username()).isEqualTo("bob");
    }

    @Test
    void a_token_that_is_to_be_renewed_is_not_handed_out_for_another_address() {
        try (Desk moved = new Desk(elsewhere, store)) {
            elsewhere.clock().advance(Duration.ofMinutes(59));

            assertThatThrownBy(() -> moved.tributary.accessToken(connection, ANY))
                    .isInstanceOf(Misconfigured.class);
        }
        assertThat(elsewhere.requests().all()).isEmpty();
    }
}
