package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class DrainTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SPACES = "/rest/api/space";

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_call_under_way_is_answered_and_its_answer_ends_the_connection() {
        start("");
        slow(SPACES, Duration.ofSeconds(3));
        CompletableFuture<HttpResponse<String>> call = later(SPACES);
        isUnderWay();

        assertThat(drained().join()).as("all requests ended in time").isTrue();

        HttpResponse<String> answer = call.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Connection")).hasValue("close");
        assertThatThrownBy(() -> call(SPACES)).as("nobody listens any more").isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void it_says_that_it_is_not_ready_while_it_still_serves() {
        start("drain: { announce: 15s }\n");
        assertThat(ready()).isEqualTo(200);
        HttpResponse<String> before = call(SPACES);

        CompletableFuture<Boolean> drained = drained();

        await().atMost(LONG).until(() -> ready() == 503);
        HttpResponse<String> meanwhile = call(SPACES);
        assertThat(drained).as("whoever balances has not been given time yet").isNotDone();
        assertThat(before.headers().firstValue("Connection")).isEmpty();
        assertThat(meanwhile.statusCode()).isEqualTo(200);
        assertThat(meanwhile.headers().firstValue("Connection"))
                .as("the client takes no more for this connection")
                .hasValue("close");
        assertThat(drained.join()).isTrue();
    }

    @Test
    void what_takes_too_long_is_cut_and_said_to_be() {
        start("drain: { wait: 1s }\n");
        slow(SPACES, Duration.ofSeconds(40));
        CompletableFuture<HttpResponse<String>> call = later(SPACES);
        isUnderWay();

        assertThat(drained().join()).as("all requests ended in time").isFalse();

        assertThat(call).failsWithin(LONG);
    }

    @Test
    void a_renewal_under_way_is_saved_and_its_lease_given_back() throws SQLException {
        start("");
        confluence.clock().advance(Duration.ofHours(2));
        slow("/rest/oauth2/latest/token", Duration.ofSeconds(3));
        CompletableFuture<HttpResponse<String>> call = later(SPACES);
        await("a lease while the renewal is under way").atMost(LONG).until(() -> leases() == 1);

        drained().join();
        world.gateway().close();

        assertThat(call.join().statusCode()).isEqualTo(200);
        assertThat(world.tokenRequests()).isEqualTo(2);
        assertThat(leases())
                .as("leases that the next node would have to wait for")
                .isZero();
        try (Gateway next = world.another(0)) {
            assertThat(next.uri()).isNotNull();
            assertThat(world.tokenRequests()).as("nothing is left to be mended").isEqualTo(2);
        }
    }

    private void start(String more) {
        world = new GatewayWorld(confluence, directory, more, Map.of());
        world.connect("alice");
    }

    private void slow(String path, Duration time) {
        confluence.faults().add(Fault.delay(time).on(path.contains("token") ? "POST" : "GET", path));
    }

    private CompletableFuture<HttpResponse<String>> later(String path) {
        return CompletableFuture.supplyAsync(() -> call(path));
    }

    private HttpResponse<String> call(String path) {
        return world.call("portal", "alice", path);
    }

    private void isUnderWay() {
        await().atMost(LONG)
                .until(() -> world.gateway()
                                        .meters()
                                        .registry()
                                        .get("tributary.calls.under.way")
                                        .gauge()
                                        .value()
                                == 1
                        && world.gateway().callsUnderWay() == 1);
    }

    private CompletableFuture<Boolean> drained() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return world.gateway().drain();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private int ready() {
        return world.browse(world.uri("/health/ready"), "").statusCode();
    }

    private int leases() throws SQLException {
        try (Connection database =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("tributary-data/tributary.db"));
                ResultSet rows = database.createStatement()
                        .executeQuery("select count(*) from tributary_connection where lease_owner is not null")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
