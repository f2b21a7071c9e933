package dev.tributary.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import java.time.Duration;

/**
 * Remembers which tokens were renewed in vain. What refuses a token that has just been renewed refuses every token, as some
 * addresses and some proxies do: to renew at each of those calls would let one caller spend refresh tokens without end, and use
 * up the patience of the token endpoint for all. Thread-safe.
 */
final class InVain {

    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private final Timekeeper time;
    private final Cache<ConnectionId, Latest> latest;

    private record Latest(long epoch, long generation, long since) {}

    /** Takes how many connections are remembered. */
    InVain(Timekeeper time, long most) {
        this.time = time;
        this.latest =
                Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    /** Who says it again of the same token prolongs nothing: in the end it may be that token alone which is refused. */
    void note(AccessToken token) {
        Connection.State state = token.connection().state();
        latest.asMap()
                .merge(
                        token.connection().id(),
                        new Latest(state.epoch(), state.generation(), time.nanoTime()),
                        (before, now) -> before.generation() == now.generation() ? before : now);
    }

    /** Says whether a token that was rejected was renewed in vain just now. */
    boolean isOne(AccessToken rejected) {
        Connection.State state = rejected.connection().state();
        Latest known = latest.getIfPresent(rejected.connection().id());
        return known != null
                && known.epoch() == state.epoch()
                && known.generation() == state.generation()
                && time.nanoTime() - known.since() < ENOUGH.toNanos();
    }
}
