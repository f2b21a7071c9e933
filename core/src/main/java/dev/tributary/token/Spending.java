package dev.tributary.token;

import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.model.Unavailable;
import dev.tributary.token.Landing.Postponed;
import dev.tributary.token.TokenOutcome.Failed;
import dev.tributary.token.TokenOutcome.Issued;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Steps 3 to 6: notes an attempt, sends it, and takes what comes. */
final class Spending {

    private final Cockpit cockpit;
    private final Arrivals arrivals;
    private final Course course;
    private final Refusal refusal;
    private @Nullable Held beforeSending;

    Spending(Cockpit cockpit, Arrivals arrivals, Course course, Refusal refusal) {
        this.cockpit = cockpit;
        this.arrivals = arrivals;
        this.course = course;
        this.refusal = refusal;
    }

    /**
     * An attempt in the row.
     *
     * @param nonce its name
     * @param seen the row with its note
     * @param asked this node's nanoseconds before it was noted
     */
    private record Noted(String nonce, Seen seen, long asked) {}

    /** 3. Notes the attempt. Where nobody knows whether that happened, it is taken back, and nothing is sent. */
    CompletableFuture<Landing> of(Seen seen) {
        if (cockpit.wasDisturbed()) {
            return course.lookAgain();
        }
        String nonce = cockpit.nonce();
        long asked = cockpit.now();
        return cockpit.change(cockpit.steps().intend(seen, cockpit.renewal(), nonce))
                .<Supplier<CompletableFuture<Landing>>>handle((noted, failure) -> () -> failure != null
                        ? withdraw(nonce).thenApply(done -> cockpit.postponement(failure))
                        : noted.map(with -> send(new Noted(nonce, with, asked))).orElseGet(course::lookAgain))
                .thenCompose(Supplier::get);
    }

    /** 4. Sends, unless so much time has passed that others may count the attempt as over. */
    private CompletableFuture<Landing> send(Noted noted) {
        if (cockpit.hasPassed(cockpit.parts().timing().send(), noted.asked())) {
            return withdraw(noted.nonce())
                    .thenApply(done -> cockpit.postponement("The store took too long.", Cockpit.SOON));
        }
        if (cockpit.wasDisturbed()) {
            return withdraw(noted.nonce()).thenCompose(done -> course.lookAgain());
        }
        beforeSending = cockpit.last();
        cockpit.sent();
        CompletableFuture<TokenOutcome> waited = new CompletableFuture<>();
        Detached.letGo(cockpit.parts()
                .endpoint()
                .renew(cockpit.site(), refreshToken(noted))
                .whenComplete((outcome, failure) -> answered(outcome == null ? noAnswer() : outcome, waited, noted)));
        cockpit.parts().time().later(cockpit.parts().timing().answer(), () -> waited.complete(noAnswer()));
        return waited.thenCompose(outcome -> take(outcome, noted));
    }

    /** The time-out ends the waiting, not the reading. */
    private void answered(TokenOutcome outcome, CompletableFuture<TokenOutcome> waited, Noted noted) {
        if (!waited.complete(outcome) && outcome instanceof Issued late) {
            Detached.letGo(arrivals.keep(arrival(noted, late))
                    .thenCompose(kept -> new Reflection(cockpit.parts()).follow(kept.seen())));
        }
    }

    private CompletableFuture<Landing> take(TokenOutcome outcome, Noted noted) {
        if (outcome instanceof Issued issued) {
            // The old token has ended, and the new one serves writes too while it is being saved.
            cockpit.parts().writes().resume(cockpit.id());
            return arrivals.keep(arrival(noted, issued)).thenCompose(kept -> cockpit.settled(kept.seen()));
        }
        if (outcome instanceof Failed failed) {
            return failed.nothingSpent() ? nothingSpent(failed, noted) : unclear(failed);
        }
        return refusal.of(noted.seen(), noted.nonce());
    }

    /** 5. What came, as it is to be saved. */
    private Arrival arrival(Noted noted, Issued issued) {
        Seen seen = noted.seen();
        TokenPair tokens = issued.tokens()
                .keeping(refreshToken(noted))
                .from(seen.now(), cockpit.parts().chance().nextDouble());
        return new Arrival(
                seen.connection(),
                noted.nonce(),
                tokens,
                seen.now(),
                noted.asked(),
                seen.row().spares());
    }

    /** 6 and 9. */
    private CompletableFuture<Landing> nothingSpent(Failed failed, Noted noted) {
        return withdraw(noted.nonce())
                .thenApply(done -> new Postponed(failed.failure(), Cockpit.MUCH_LATER, beforeSending, cockpit.tried()));
    }

    /** 10. The note stays. */
    private CompletableFuture<Landing> unclear(Failed failed) {
        return CompletableFuture.completedFuture(
                new Postponed(failed.failure(), Cockpit.LATER, cockpit.last(), cockpit.tried()));
    }

    private CompletableFuture<Boolean> withdraw(String nonce) {
        return cockpit.takeBack(cockpit.steps().withdraw(nonce));
    }

    private static Secret refreshToken(Noted noted) {
        return Objects.requireNonNull(noted.seen().current().tokens().refreshToken());
    }

    private TokenOutcome noAnswer() {
        String what =
                "The token endpoint of site '%s' gave no answer in time. Confluence, or the way there, may be overloaded.";
        return new Failed(new Unavailable(what.formatted(cockpit.site().id()), Cockpit.LATER, null), false);
    }
}
