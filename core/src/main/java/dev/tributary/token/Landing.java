package dev.tributary.token;

import dev.tributary.model.TributaryException;
import dev.tributary.store.StoredConnection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a flight ended. */
sealed interface Landing {

    /**
     * There is a row to use: renewed, or found not to need it, or found unusable.
     *
     * @param seen the row
     * @param asked this node's nanoseconds before the store was asked for it
     */
    record Settled(Seen seen, long asked) implements Landing {}

    /**
     * A pair came and could not be saved yet. It is good all the same, and will be saved.
     *
     * @param arrival the pair
     */
    record Unsaved(Arrival arrival) implements Landing {}

    /**
     * It could not be renewed now. Nothing is lost by that.
     *
     * @param failure why
     * @param rest how long not to try again
     * @param last the token as it was; absent if there was none
     * @param tried what was tried in vain; absent where the renewal was left to others, or the connection was never seen
     */
    record Postponed(
            TributaryException failure,
            Duration rest,
            @Nullable Held last,
            @Nullable Tried tried) implements Landing {}

    /**
     * A renewal that failed here.
     *
     * @param row the connection as it was seen last
     * @param at when it failed, by the store's clock as far as this node can tell
     */
    record Tried(StoredConnection row, Instant at) {}
}
