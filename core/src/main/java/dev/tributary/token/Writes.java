package dev.tributary.token;

import dev.tributary.model.ConnectionId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The writes under way in this process. Where a renewal ends the old access token at once, a write that is on its way then would
 * be done by nobody, so a renewal waits for the writes, for a while, and new writes wait for the renewal.
 */
final class Writes {

    private final Timekeeper time;
    private final Duration patience;
    private final Map<ConnectionId, Traffic> traffic = new HashMap<>();

    private static final class Traffic {
        private int writes;
        private boolean renewing;
        private CompletableFuture<Void> quiet = new CompletableFuture<>();

        boolean isNone() {
            return writes == 0 && !renewing;
        }
    }

    Writes(Timekeeper time, Duration patience) {
        this.time = time;
        this.patience = patience;
    }

    /** Counts a write in. Returns false while a renewal is under way: the token in hand may end any moment. */
    synchronized boolean begin(ConnectionId id) {
        Traffic here = traffic.computeIfAbsent(id, key -> new Traffic());
        if (here.renewing) {
            return false;
        }
        here.writes++;
        return true;
    }

    /** Counts a write out. */
    void end(ConnectionId id) {
        CompletableFuture<Void> quiet = counted(id);
        // Outside of the lock, because whoever waits goes on here.
        quiet.complete(null);
    }

    private synchronized CompletableFuture<Void> counted(ConnectionId id) {
        Traffic here = traffic.get(id);
        if (here == null) {
            return CompletableFuture.completedFuture(null);
        }
        here.writes--;
        if (here.isNone()) {
            traffic.remove(id);
        }
        return here.writes == 0 ? here.quiet : new CompletableFuture<>();
    }

    /** Lets no further write begin, and completes when none is under way any more, or they have had time enough. */
    CompletableFuture<Void> settle(ConnectionId id) {
        CompletableFuture<Void> quiet = hold(id);
        if (!quiet.isDone()) {
            time.later(patience, () -> quiet.complete(null));
        }
        return quiet;
    }

    private synchronized CompletableFuture<Void> hold(ConnectionId id) {
        Traffic here = traffic.computeIfAbsent(id, key -> new Traffic());
        here.renewing = true;
        here.quiet = here.writes == 0 ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        return here.quiet;
    }

    /** Lets writes begin again. */
    synchronized void resume(ConnectionId id) {
        Traffic here = traffic.get(id);
        if (here != null) {
            here.renewing = false;
            if (here.isNone()) {
                traffic.remove(id);
            }
        }
    }
}
