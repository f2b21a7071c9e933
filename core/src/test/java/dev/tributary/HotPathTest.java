package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.MemoryStore;
import dev.tributary.token.Tokens;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What nearly every call does: find a token that is fresh. */
class HotPathTest {

    private static final int CALLS = 100_000;
    private static final Duration VALID = Duration.ofSeconds(10);

    @StartConfluence
    ConfluenceSimulator confluence;

    @Test
    void a_fresh_token_is_handed_out_without_an_allocation_and_without_asking_the_store() {
        ClosableStore store = new ClosableStore(new MemoryStore());
        try (Tributary tributary = Tributary.builder()
                .site(Desk.wiki("wiki", confluence))
                .store(store.store())
                .build()) {
            Connection connection = connect(tributary);
            Tokens tokens = tributary.tokens();
            tokens.accessToken(connection.id(), VALID).join();
            store.close();
            // Whatever is loaded, compiled or sized on first use is behind us then.
            allocated(tokens, connection.id());

            assertThat(allocated(tokens, connection.id()))
                    .as("bytes for %d calls", CALLS)
                    .isLessThan(CALLS);
        }
    }

    private static Connection connect(Tributary tributary) {
        return tributary.complete(
                Desk.approved("alice", tributary.authorize("alice", "wiki").begin()), "alice");
    }

    private static long allocated(Tokens tokens, ConnectionId id) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            if (!tokens.accessToken(id, VALID).isDone()) {
                throw new AssertionError("The token was not handed out at once.");
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
