package dev.tributary.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.Secret;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.store.MemoryStore;
import java.time.Clock;
import java.time.Duration;
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

    /** Each sign-in by a consent brings a pair, every day for years. */
    @Test
    void no_more_is_kept_than_what_can_still_be_taken_for_new() {
        SimulatedClock clock = new SimulatedClock();
        MemoryStore store = new MemoryStore(clock);
        TakenPairs kept = new TakenPairs(store, clock);

        for (int day = 0; day < 50; day++) {
            kept.remember(connection, signIn(clock, day));
            clock.advance(Duration.ofDays(1));
        }

        assertThat(store.expired("adopted", Instant.MAX, 1000)).hasSizeLessThan(4);
        assertThat(kept.has(signIn(clock, 0)))
                .as("a pair that lives, and of which nothing is known")
                .isFalse();
    }

    /** An import brings as many as there are users. */
    @Test
    void nothing_is_kept_of_what_has_long_been_over() {
        MemoryStore store = new MemoryStore(Clock.systemUTC());
        Instant longAgo = Instant.now().minus(Duration.ofDays(30));

        new TakenPairs(store, Clock.systemUTC())
                .remember(
                        connection,
                        new ObtainedTokens(
                                Secret.of("access-1f0c"),
                                Secret.of("refresh-9b27"),
                                longAgo,
                                longAgo.plusSeconds(3600)));

        assertThat(store.expired("adopted", Instant.MAX, 10)).isEmpty();
    }

    @Test
    void what_is_over_may_be_a_copy_of_what_is_in_use_and_is_not_revoked() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(30));

        assertThat(taken.has(new ObtainedTokens(
                        Secret.of("access-1f0c"), Secret.of("refresh-9b27"), longAgo, longAgo.plusSeconds(3600))))
                .isTrue();
        assertThat(taken.has(new ObtainedTokens(Secret.of("access-1f0c"), Secret.of("refresh-9b27"), longAgo, null)))
                .as("where nobody said when it ends")
                .isTrue();
    }

    private static ObtainedTokens signIn(Clock clock, int day) {
        Instant now = clock.instant();
        return new ObtainedTokens(
                Secret.of("access-" + day), Secret.of("refresh-" + day), now, now.plus(Duration.ofHours(1)));
    }

    private static ObtainedTokens pair(String access, String refresh) {
        return new ObtainedTokens(Secret.of(access), Secret.of(refresh), Instant.now(), null);
    }
}
