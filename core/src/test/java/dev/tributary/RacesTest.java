package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RacesTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    private final Meddler meddler = new Meddler();

    @Test
    void of_many_callbacks_with_one_state_one_connects_and_the_code_is_sent_once() throws Exception {
        try (Desk desk = new Desk(confluence)) {
            Callback callback = Desk.approved("alice", desk.begin("alice"));
            ExecutorService threads = Executors.newFixedThreadPool(16);
            try {
                Callable<Connection> complete = () -> desk.tributary.complete(callback, "alice");
                List<Future<Connection>> all = threads.invokeAll(Collections.nCopies(16, complete));

                assertThat(all).filteredOn(RacesTest::connected).hasSize(1);
                assertThat(desk.tokenRequests()).hasSize(1);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void disconnecting_while_the_user_connects_again_ends_the_newer_grant_too() {
        try (Desk desk = new Desk(confluence, meddler.store())) {
            Connection connection = desk.connect("alice");
            meddler.beforeTheNextWrite(() -> desk.connect("alice"));

            assertThat(desk.tributary.disconnect(connection).revocation()).isEqualTo(Revocation.REVOKED);

            assertThat(desk.liveGrants()).isZero();
            assertThat(desk.tributary
                            .connections()
                            .find(connection.id())
                            .orElseThrow()
                            .state()
                            .status())
                    .isEqualTo(Status.DISCONNECTED);
        }
    }

    @Test
    void connecting_while_the_user_disconnects_ends_connected() {
        try (Desk desk = new Desk(confluence, meddler.store())) {
            Connection first = desk.connect("alice");
            meddler.beforeTheNextWrite(() -> desk.tributary.disconnect(first));

            Connection again = desk.connect("alice");

            assertThat(again.id()).isEqualTo(first.id());
            assertThat(again.isActive()).isTrue();
            assertThat(desk.tributary.connection("alice", "wiki")).contains(again);
            assertThat(desk.liveGrants()).isEqualTo(1);
        }
    }

    @Test
    void two_first_connects_at_once_make_one_connection_with_one_live_grant() {
        try (Desk desk = new Desk(confluence, meddler.store())) {
            meddler.beforeTheNextWrite(() -> desk.connect("alice"));

            Connection later = desk.connect("alice");

            assertThat(later.state().epoch()).isEqualTo(2);
            assertThat(desk.tributary.connection("alice", "wiki")).contains(later);
            assertThat(desk.liveGrants()).isEqualTo(1);
        }
    }

    private static boolean connected(Future<Connection> outcome) {
        try {
            return outcome.get().isActive();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(AuthorizationFailed.class);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
