package dev.tributary.token;

import dev.tributary.store.Intent;
import dev.tributary.store.Lease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Step 8: the server has refused. Whether that is the last word depends on what others have done meanwhile. */
final class Refusal {

    private final Cockpit cockpit;
    private final Course course;

    Refusal(Cockpit cockpit, Course course) {
        this.cockpit = cockpit;
        this.course = course;
    }

    CompletableFuture<Landing> of(Seen noted, String attempt) {
        return cockpit.change(cockpit.steps().look()).thenCompose(seen -> {
            cockpit.saw(seen);
            if (!noted.isStill(seen.row())) {
                return cockpit.settled(seen);
            }
            if (!isMineToJudge(seen, attempt)) {
                return cockpit.postponed("Another renewal of it is under way.", Cockpit.LATER);
            }
            Duration earlier = untilEarlierAttemptsAreOver(seen);
            if (earlier.compareTo(Duration.ZERO) > 0) {
                return cockpit.parts().time().after(earlier).thenCompose(waited -> of(noted, attempt));
            }
            return seen.row().spares().isEmpty() ? course.mark(seen) : course.promote(seen, false);
        });
    }

    private boolean isMineToJudge(Seen seen, String attempt) {
        Lease lease = seen.row().lease();
        return lease != null
                && lease.owner().equals(cockpit.renewal())
                && seen.openIntent()
                        .filter(open -> open.attempt().equals(attempt))
                        .isPresent();
    }

    private Duration untilEarlierAttemptsAreOver(Seen seen) {
        List<Intent> intents = seen.current().intents();
        return intents.size() < 2
                ? Duration.ZERO
                : seen.until(intents.get(1).deadline())
                        .plus(cockpit.parts().timing().grace());
    }
}
