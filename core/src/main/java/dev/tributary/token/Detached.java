package dev.tributary.token;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that nobody waits for. */
final class Detached {

    private static final Logger LOG = LoggerFactory.getLogger(Detached.class);

    private Detached() {}

    /** Lets it go on by itself. A failure that nobody handled is a programming error, and must not pass in silence. */
    @SuppressWarnings("FutureReturnValueIgnored") // the failure is logged here, and the end concerns nobody
    static void letGo(CompletableFuture<?> work) {
        work.whenComplete((result, failure) -> {
            if (failure != null) {
                LOG.error("Work in the background failed in a way that nobody had thought of.", failure);
            }
        });
    }
}
