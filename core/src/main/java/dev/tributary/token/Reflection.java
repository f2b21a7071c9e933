package dev.tributary.token;

import dev.tributary.model.NotConnected;
import dev.tributary.store.Share;
import dev.tributary.store.Share.Carrier;
import dev.tributary.store.Share.Part;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * What connections that live on one pair show of it (decision record 0014). Whoever has changed their carrier has each of them
 * follow, and whoever finds that one does not live there any more crosses it out. Nothing is lost where that fails: whoever reads
 * a member next has it follow.
 */
final class Reflection {

    private final RenewalParts parts;

    Reflection(RenewalParts parts) {
        this.parts = parts;
    }

    /** Says whether a carrier is to be looked through although nothing was done to it. */
    static boolean isDue(Seen seen) {
        return Share.carriedBy(seen.row())
                .flatMap(carrier -> Optional.ofNullable(carrier.tidyAt()))
                .filter(seen::hasPassed)
                .isPresent();
    }

    /** Has all members follow, one after the other. Never fails for a store that is away. */
    CompletableFuture<Void> follow(Seen carrier) {
        Optional<Carrier> carried = Share.carriedBy(carrier.row());
        CompletableFuture<List<Part>> gone = CompletableFuture.completedFuture(List.of());
        for (Part part : carried.map(Carrier::parts).orElse(List.of())) {
            gone = gone.thenCompose(
                    before -> isGone(carrier, part).thenApply(left -> left ? with(before, part) : before));
        }
        return gone.thenCompose(all -> isDue(carrier)
                        ? parts.rows()
                                .change(carrier.connection().id(), parts.steps().tidy(carried.orElseThrow(), all))
                        : CompletableFuture.completedFuture(carrier))
                .handle((done, storeAway) -> null);
    }

    /** Says whether one is certainly no member any more, after having had it follow. */
    private CompletableFuture<Boolean> isGone(Seen carrier, Part part) {
        return parts.rows().change(part.id(), parts.steps().reflect(carrier)).handle((member, failure) -> {
            if (failure != null && !(Failures.cause(failure) instanceof NotConnected)) {
                throw new CompletionException(Failures.cause(failure));
            }
            return member == null
                    || !Share.isMember(member.row(), carrier.connection().id())
                    || member.epoch() > part.epoch();
        });
    }

    private static List<Part> with(List<Part> some, Part one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }
}
