package dev.tributary.token;

import dev.tributary.deployment.Dialect;
import dev.tributary.deployment.Site;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Change;
import dev.tributary.store.HeldPair;
import dev.tributary.token.Landing.Postponed;
import dev.tributary.token.Landing.Settled;
import dev.tributary.token.Landing.Tried;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What the steps of one flight share: the way to the row, what was seen of it last, and the words for landing. */
final class Cockpit {

    static final Duration SOON = Duration.ofSeconds(1);
    static final Duration LATER = Duration.ofSeconds(3);
    static final Duration MUCH_LATER = Duration.ofSeconds(8);

    private final RenewalParts parts;
    private final ConnectionId id;
    private final String renewal;
    private volatile @Nullable Held last;
    private volatile boolean disturbed;
    private @Nullable Site site;
    private @Nullable Seen seen;
    private long seenAsked;
    private long asked;

    Cockpit(RenewalParts parts, ConnectionId id) {
        this.parts = parts;
        this.id = id;
        this.renewal = nonce();
    }

    RenewalParts parts() {
        return parts;
    }

    Steps steps() {
        return parts.steps();
    }

    ConnectionId id() {
        return id;
    }

    /** Returns what this renewal is called in the lease. */
    String renewal() {
        return renewal;
    }

    String nonce() {
        return Long.toHexString(parts.chance().nextLong())
                + Long.toHexString(parts.chance().nextLong());
    }

    <T> CompletableFuture<T> change(Change<T> change) {
        asked = parts.time().nanoTime();
        return parts.rows().change(id, change);
    }

    /**
     * Takes back what this flight itself has left in the row, so that nobody waits for it. While the store is away that is tried
     * again, for as long as it spares somebody the wait; doing it late, or twice, harms nobody. Completes after the first try.
     */
    CompletableFuture<Boolean> takeBack(Change<Boolean> own) {
        long since = now();
        return parts.rows().change(id, own).exceptionally(failure -> {
            takeBackLater(own, since, failure);
            return false;
        });
    }

    private void takeBackLater(Change<Boolean> own, long since, Throwable failure) {
        Duration worthIt = parts.timing().attempt().plus(parts.timing().grace());
        if (!(Failures.cause(failure) instanceof Unavailable) || hasPassed(worthIt, since)) {
            return;
        }
        parts.time()
                .later(
                        SOON,
                        () -> Detached.letGo(parts.rows().change(id, own).exceptionally(again -> {
                            takeBackLater(own, since, again);
                            return false;
                        })));
    }

    /** Finds where its tokens may be sent. Throws where that is not where they came from. */
    void bindTo(Seen first) {
        remember(first);
        site = parts.sites().of(first.connection());
    }

    Site site() {
        return Objects.requireNonNull(site);
    }

    Dialect dialect() {
        return site().deployment().dialect();
    }

    /** Says whether what ends its grant ends that of another connection too. */
    CompletableFuture<Boolean> sharesGrant(Seen seen) {
        return dialect().separateGrants()
                ? CompletableFuture.completedFuture(false)
                : parts.rows().hasSibling(seen.row(), parts.sites().sharing(site()));
    }

    /** Remembers the token in a row, for those who can do with it. */
    void saw(Seen row) {
        remember(row);
        HeldPair held = row.row().current();
        last = held == null || !row.connection().isActive()
                ? null
                : Held.of(new AccessToken(row.connection(), held.tokens().accessToken()), held, row.now(), asked);
    }

    private void remember(Seen row) {
        seen = row;
        seenAsked = asked;
    }

    /** Returns what fails when this flight fails now; absent where it has not seen the connection. */
    @Nullable
    Tried tried() {
        Seen known = seen;
        return known == null ? null : new Tried(known.row(), known.now().plus(elapsed(seenAsked)));
    }

    /** Tells that a late answer to an earlier attempt has come to this process. */
    void disturb() {
        disturbed = true;
    }

    /** Says whether a late answer has come since this was asked last. */
    boolean wasDisturbed() {
        boolean was = disturbed;
        disturbed = false;
        return was;
    }

    /** Remembers that the refresh token has been sent. */
    void sent() {
        last = last == null ? null : last.doubted();
    }

    /** Returns the token as it was seen last; absent where there was none. */
    @Nullable
    Held last() {
        return last;
    }

    long now() {
        return parts.time().nanoTime();
    }

    boolean hasPassed(Duration duration, long since) {
        return elapsed(since).compareTo(duration) > 0;
    }

    Duration elapsed(long since) {
        return Duration.ofNanos(now() - since);
    }

    CompletableFuture<Landing> settled(Seen row) {
        return CompletableFuture.completedFuture(new Settled(row, asked));
    }

    /** Leaves the renewal to others, who are at it. */
    CompletableFuture<Landing> postponed(String why, Duration rest) {
        return CompletableFuture.completedFuture(new Postponed(unavailable(why, rest), rest, last, null));
    }

    Landing postponement(String why, Duration rest) {
        return new Postponed(unavailable(why, rest), rest, last, tried());
    }

    Landing postponement(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof TributaryException known) {
            return new Postponed(known, LATER, last, tried());
        }
        throw new CompletionException(failure);
    }

    private Unavailable unavailable(String why, Duration rest) {
        Seen known = seen;
        // Nobody outside knows the row that carries a pair for others.
        String what = known != null && known.row().isCarrier()
                ? "What several connections of user '"
                        + known.connection().owner().user() + "' live on"
                : "Connection " + id;
        return new Unavailable(what + " could not be renewed now. " + why, rest, null);
    }
}
