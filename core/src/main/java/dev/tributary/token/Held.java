package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.TokenPair;
import dev.tributary.store.HeldPair;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A token in memory, with what it takes to hand it out again without asking anybody. */
final class Held {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private static final long MOST_SECONDS = FOR_EVER.toSeconds();

    private final AccessToken token;
    private final CompletableFuture<AccessToken> handedOut;
    private final long freshUntil;
    private final long goodUntil;
    private final long halfLife;
    private final boolean doubtful;
    private boolean used;
    private boolean dropped;
    private @Nullable Runnable callOff;

    private Held(AccessToken token, long freshUntil, long goodUntil, long halfLife, boolean doubtful) {
        this.token = token;
        this.handedOut = CompletableFuture.completedFuture(token);
        this.freshUntil = freshUntil;
        this.goodUntil = goodUntil;
        this.halfLife = halfLife;
        this.doubtful = doubtful;
    }

    /**
     * Remembers a pair.
     *
     * @param token what is handed out of it
     * @param pair the pair
     * @param now the store's time when it said so
     * @param asked this node's nanoseconds before it was asked
     */
    static Held of(AccessToken token, HeldPair pair, Instant now, long asked) {
        TokenPair tokens = pair.tokens();
        Instant end = tokens.expiresAt() == null ? now.plus(FOR_EVER) : tokens.expiresAt();
        Instant fresh = tokens.renewAt() == null ? end : tokens.renewAt();
        return new Held(
                token,
                asked + Duration.between(now, fresh).toNanos(),
                asked + Duration.between(now, end).toNanos(),
                Duration.between(pair.sentAt(), end).toNanos() / 2,
                pair.wasTried());
    }

    /** Says whether it may be handed out without asking: nobody can have renewed it yet, and it lives long enough. */
    boolean isFresh(long now, Duration minValidity) {
        return now - freshUntil < 0 && goodUntil - now >= wanted(minValidity);
    }

    /** Says whether the access token has not ended by itself, though somebody may have renewed it. */
    boolean isGood(long now) {
        return now - goodUntil < 0;
    }

    /** Says whether it is renewed when its time comes; a personal access token is not. */
    boolean canBeRenewed() {
        return freshUntil != goodUntil;
    }

    /** Returns how long before its end it has to be renewed. */
    Duration margin() {
        return Duration.ofNanos(goodUntil - freshUntil);
    }

    /** Returns how long it is until it has to be renewed. */
    Duration untilRenewal(long now) {
        return Duration.ofNanos(freshUntil - now);
    }

    /** Says whether its refresh token may have been spent, which ends the access token too at some servers. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** Returns the same for the time after its refresh token was sent. */
    Held doubted() {
        return new Held(token, freshUntil, goodUntil, halfLife, true);
    }

    /** Returns the same for a connection that lives on that pair, under its own name. */
    Held lentTo(Connection connection) {
        return new Held(new AccessToken(connection, token.value()), freshUntil, goodUntil, halfLife, doubtful);
    }

    /** Says whether another one is no newer. */
    boolean isAsNewAs(Held other) {
        long epoch = token.connection().state().epoch();
        long others = other.token.connection().state().epoch();
        return epoch > others || (epoch == others && generation() >= other.generation());
    }

    AccessToken token() {
        return token;
    }

    /** Returns the same future each time, so that the usual call allocates nothing. */
    CompletableFuture<AccessToken> handOut() {
        if (!used) {
            // Writing each time would make the processors pass this object about.
            used = true;
        }
        return handedOut;
    }

    /** Says whether it was ever handed out; a race between threads may lose a use, of which there are many. */
    boolean wasUsed() {
        return used;
    }

    /** Takes what calls off its renewal, for the case that it is no longer remembered when the time comes. */
    synchronized void isWatched(Runnable callingOff) {
        if (dropped) {
            callingOff.run();
        } else {
            callOff = callingOff;
        }
    }

    /** Tells it that it is no longer remembered: nothing shall keep it until it would have been renewed. */
    synchronized void drop() {
        dropped = true;
        if (callOff != null) {
            callOff.run();
            callOff = null;
        }
    }

    long generation() {
        return token.connection().state().generation();
    }

    private long wanted(Duration minValidity) {
        // Longer ones have no number of nanoseconds.
        return minValidity.toSeconds() < MOST_SECONDS ? Math.min(halfLife, minValidity.toNanos()) : halfLife;
    }
}
