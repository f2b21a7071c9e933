package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.util.store.MemoryDataStoreFactory;
import dev.tributary.benchmarks.Round.After;
import dev.tributary.benchmarks.party.GoogleNode;
import dev.tributary.benchmarks.party.Node;
import dev.tributary.benchmarks.party.OurNode;
import dev.tributary.benchmarks.party.SpringNode;
import dev.tributary.benchmarks.server.Rotation;
import dev.tributary.benchmarks.server.TokenServer;
import dev.tributary.store.MemoryStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a round counts, with one caller and with a few. */
class RoundTest {

    @Test
    void one_caller_alone_is_served_by_each_client_and_the_grant_is_kept() throws Exception {
        assertThat(alone(SpringNode::inMemory)).isEqualTo(After.KEPT);
        assertThat(alone(endpoint -> GoogleNode.loading(endpoint, new MemoryDataStoreFactory())))
                .isEqualTo(After.KEPT);
        assertThat(alone(endpoint -> GoogleNode.sharing(endpoint, new MemoryDataStoreFactory())))
                .isEqualTo(After.KEPT);
        assertThat(alone(endpoint -> new OurNode(endpoint, new MemoryStore()))).isEqualTo(After.KEPT);
    }

    @Test
    void several_callers_are_served_by_one_renewal() throws Exception {
        try (TokenServer server = TokenServer.start(Rotation.FAMILY, Duration.ofMillis(50));
                OurNode node = new OurNode(server.tokenEndpoint(), new MemoryStore())) {
            Round round = Round.play(server, List.of(node), "alice", 20);

            assertThat(round.calls()).isEqualTo(1);
            assertThat(round.served()).isEqualTo(20);
            assertThat(round.after()).isEqualTo(After.KEPT);
            assertThat(round.wall()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        }
    }

    @Test
    void callers_who_get_no_token_or_a_dead_one_do_not_count_as_served() throws Exception {
        Node careless = new Floor(Duration.ofMillis(1));
        try (TokenServer server = TokenServer.start(Rotation.STRICT, Duration.ZERO)) {
            Round round = Round.play(server, List.of(careless), "alice", 5);

            assertThat(round.calls()).isZero();
            assertThat(round.served()).isZero();
            assertThat(round.after()).isEqualTo(After.GONE);
        }
    }

    private static After alone(Function<URI, Node> client) throws Exception {
        try (TokenServer server = TokenServer.start(Rotation.FAMILY, Duration.ZERO);
                Node node = client.apply(server.tokenEndpoint())) {
            Round round = Round.play(server, List.of(node), "alice", 1);

            assertThat(round.calls()).isEqualTo(1);
            assertThat(round.served()).isEqualTo(1);
            return round.after();
        }
    }
}
