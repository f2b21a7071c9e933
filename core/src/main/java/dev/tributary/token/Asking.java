package dev.tributary.token;

import dev.tributary.model.TokenPair;
import dev.tributary.token.Landing.Postponed;
import dev.tributary.token.Steps.Kept;
import dev.tributary.token.TokenOutcome.Failed;
import dev.tributary.token.TokenOutcome.Issued;
import java.util.concurrent.CompletableFuture;

/**
 * Renews by asking again, as a service account does. Nothing is spent by that, so nothing is noted before and nothing has to be
 * recovered after: an answer that is lost is asked for once more, and the old token serves to its end.
 */
final class Asking {

    private final Cockpit cockpit;

    Asking(Cockpit cockpit) {
        this.cockpit = cockpit;
    }

    CompletableFuture<Landing> of(Seen seen) {
        return cockpit.parts()
                .endpoint()
                .ask(cockpit.site(), seen.connection().scopes())
                .thenCompose(outcome -> take(outcome, seen));
    }

    private CompletableFuture<Landing> take(TokenOutcome outcome, Seen seen) {
        if (outcome instanceof Issued issued) {
            TokenPair token =
                    issued.tokens().askedAt(seen.now(), cockpit.parts().chance().nextDouble());
            return cockpit.change(cockpit.steps().replace(seen, token)).thenCompose(kept -> landed(kept, token));
        }
        if (outcome instanceof Failed failed) {
            return CompletableFuture.completedFuture(
                    new Postponed(failed.failure(), Cockpit.MUCH_LATER, cockpit.last(), cockpit.tried()));
        }
        throw new IllegalStateException("Nothing was spent that could be refused.");
    }

    /** Somebody was faster, or its user has ended it: a token that nobody keeps is not left alive where that can be helped. */
    private CompletableFuture<Landing> landed(Kept kept, TokenPair token) {
        if (kept.place() == Steps.Place.NOWHERE && cockpit.dialect().separateGrants()) {
            Detached.letGo(cockpit.parts().revocation().revoke(cockpit.site(), token));
        }
        return cockpit.settled(kept.seen());
    }
}
