package dev.tributary.authorization;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.store.Change.Outcome;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.Share;
import dev.tributary.store.Share.Part;
import dev.tributary.store.StoredConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is ended, statement by statement, as {@link Joining} makes one. Done again after it was cut off, it goes on
 * where it was; if nobody does it again, the carrier is looked through before long, and what nobody lives on is erased.
 *
 * <p>Blocking, and for one thread.
 */
final class Leaving {

    private final ConnectionStore store;
    private final ConnectionId id;
    private Step step = Step.ANNOUNCE;
    private @Nullable StoredConnection before;
    private @Nullable StoredConnection emptied;

    private enum Step {
        ANNOUNCE,
        END,
        RELEASE,
        OVER
    }

    Leaving(ConnectionStore store, ConnectionId id) {
        this.store = store;
        this.id = id;
    }

    /** Does the next statement. Returns whether there is another one. Throws {@link NotConnected} for an unknown id. */
    boolean next() {
        step = switch (step) {
            case ANNOUNCE -> announce();
            case END -> end();
            case RELEASE -> release();
            case OVER -> Step.OVER;
        };
        return step != Step.OVER;
    }

    /** Returns what the connection was before, once it is over. */
    StoredConnection before() {
        return Objects.requireNonNull(before);
    }

    /** Says whether somebody had ended it before. */
    boolean wasOver() {
        return isOver(before());
    }

    /** Returns what it lived on, if it was the last one that did. */
    Optional<StoredConnection> emptied() {
        return Optional.ofNullable(emptied);
    }

    private Step announce() {
        StoredConnection found = store.find(id).filter(row -> !row.isCarrier()).orElseThrow(() -> new NotConnected(id));
        Share.carrierOf(found).ifPresent(carrier -> Joining.announce(store, carrier));
        return Step.END;
    }

    private Step end() {
        before = store.change(id, (row, now) -> isOver(row) ? Outcome.leave(row) : Outcome.write(ended(row), row));
        return Share.carrierOf(before()).isPresent() ? Step.RELEASE : Step.OVER;
    }

    /** It remembers what it lived on, so that doing it again goes on from here. */
    private static StoredConnection ended(StoredConnection row) {
        return new StoredConnection(row.connection().ended(), null).with(row.share());
    }

    private Step release() {
        Connection gone =
                wasOver() ? before().connection() : before().connection().ended();
        Predicate<Part> its = part ->
                part.id().equals(gone.id()) && part.epoch() <= gone.state().epoch();
        emptied = Share.carrierOf(before())
                .flatMap(carrier -> Joining.release(store, carrier, its))
                .orElse(null);
        return Step.OVER;
    }

    private static boolean isOver(StoredConnection row) {
        return row.connection().state().status() == Status.DISCONNECTED;
    }
}
