package dev.tributary.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.Secret;
import dev.tributary.store.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is a copy, and what only looks like one. */
class TakenPairsTest {

    private final ConnectionId connection = new ConnectionId(UUID.randomUUID().toString());
    private final TakenPairs taken = new TakenPairs(new MemoryStore(Clock.systemUTC()), Clock.systemUTC());

    @Test
    void the_same_pair_is_a_copy_for_its_own_connection_alone() {
        taken.remember(connection, pair("access-1f0c", "refresh-9b27"));

        assertThat(taken.has(connection, pair("access-1f0c", "refresh-9b27"))).isTrue();
        assertThat(taken.has(new ConnectionId(UUID.randomUUID().toString()), pair("access-1f0c", "refresh-9b27")))
                .isFalse();
        assertThat(taken.has(pair("access-1f0c", "refresh-9b27"))).isTrue();
    }

    /** Some servers hand out the same one at each consent; whoever has ended a connection there may begin it again. */
    @Test
    void a_new_consent_is_no_copy_because_its_refresh_token_is_the_old_one() {
        taken.remember(connection, pair("access-1f0c", "refresh-9b27"));

        ObtainedTokens anew = pair("access-77d3", "refresh-9b27");

        assertThat(taken.has(connection, anew)).isFalse();
        assertThat(taken.has(anew)).as("revoking it would end the connection").isTrue();
    }

    private static ObtainedTokens pair(String access, String refresh) {
        return new ObtainedTokens(Secret.of(access), Secret.of(refresh), Instant.now(), null);
    }
}
