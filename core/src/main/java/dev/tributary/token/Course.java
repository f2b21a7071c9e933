package dev.tributary.token;

import java.util.concurrent.CompletableFuture;

/** Where a flight may go from one of its steps. */
interface Course {

    /** Does what a row, seen under the lease, asks for. */
    CompletableFuture<Landing> decide(Seen seen);

    /** The same, after the attempts of others were waited for. */
    CompletableFuture<Landing> afterWatching(Seen seen);

    /** Looks at the row anew, because it has changed since it was seen. */
    CompletableFuture<Landing> lookAgain();

    /** Ends, because another renewal has the lease now. */
    CompletableFuture<Landing> leaseLost();

    /** Spends the current refresh token. */
    CompletableFuture<Landing> spend(Seen seen);

    /** Makes a spare current and spends it; the old pair becomes a spare if it may still be good. */
    CompletableFuture<Landing> promote(Seen seen, boolean keepOld);

    /** Marks that the user has to connect again. */
    CompletableFuture<Landing> mark(Seen seen);
}
