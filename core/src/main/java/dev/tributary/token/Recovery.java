package dev.tributary.token;

import dev.tributary.store.HeldPair;
import dev.tributary.store.Intent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Step 7: somebody has tried before, and has not said how it ended. */
final class Recovery {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration LONGEST_WATCH = Duration.ofMinutes(2);

    private final Cockpit cockpit;
    private final Course course;
    private @Nullable String watched;

    Recovery(Cockpit cockpit, Course course) {
        this.cockpit = cockpit;
        this.course = course;
    }

    CompletableFuture<Landing> of(Seen seen, Intent open) {
        if (!open.attempt().equals(watched)) {
            return watch(open, cockpit.now(), howLong(seen, open));
        }
        Duration leeway = cockpit.dialect().reuseLeeway();
        return leeway.isZero() ? withoutLeeway(seen) : withLeeway(seen, open, leeway);
    }

    /** A spare was answered, so the current pair is spent. Without one, what was answered was lost already. */
    private CompletableFuture<Landing> withoutLeeway(Seen seen) {
        return seen.row().spares().isEmpty() ? course.spend(seen) : course.promote(seen, false);
    }

    /** While the server still forgives, the answer is asked for again; a fifth of its time is kept for the way. */
    private CompletableFuture<Landing> withLeeway(Seen seen, Intent open, Duration leeway) {
        boolean forgiven =
                !seen.hasPassed(open.firstSentAt().plus(leeway.multipliedBy(4).dividedBy(5)));
        List<HeldPair> spares = seen.row().spares();
        if (forgiven) {
            return course.spend(seen);
        }
        if (spares.stream().anyMatch(spare -> !spare.wasTried())) {
            return course.promote(seen, true);
        }
        // The last resort may end the whole grant, which others must not pay for.
        return cockpit.sharesGrant(seen).thenCompose(shared -> shared ? course.mark(seen) : course.spend(seen));
    }

    /** Until whoever tried must have ended, and for a while in any case, since this node may have been away. */
    private Duration howLong(Seen seen, Intent open) {
        Duration over =
                seen.until(open.deadline()).plus(cockpit.parts().timing().grace());
        Duration atLeast = cockpit.parts().timing().watch();
        Duration wanted = over.compareTo(atLeast) > 0 ? over : atLeast;
        return wanted.compareTo(LONGEST_WATCH) < 0 ? wanted : LONGEST_WATCH;
    }

    /** What is seen last must have been asked for when the time was over: a node that stalled has seen nothing meanwhile. */
    private CompletableFuture<Landing> watch(Intent open, long since, Duration watch) {
        Duration left = watch.minus(cockpit.elapsed(since));
        return cockpit.parts()
                .time()
                .after(left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS)
                .thenCompose(waited -> look(open, since, watch));
    }

    private CompletableFuture<Landing> look(Intent open, long since, Duration watch) {
        boolean last = cockpit.elapsed(since).compareTo(watch) >= 0;
        return cockpit.change(cockpit.steps().watch(cockpit.renewal())).thenCompose(looked -> {
            if (looked.isEmpty()) {
                return course.leaseLost();
            }
            Seen seen = looked.get();
            if (isStillOpen(seen, open) && !last) {
                return watch(open, since, watch);
            }
            watched = open.attempt();
            return course.afterWatching(seen);
        });
    }

    private static boolean isStillOpen(Seen seen, Intent open) {
        return seen.isRenewable()
                && seen.openIntent()
                        .filter(still -> still.attempt().equals(open.attempt()))
                        .isPresent();
    }
}
