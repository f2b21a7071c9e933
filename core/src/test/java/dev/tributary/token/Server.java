package dev.tributary.token;

import dev.tributary.model.Secret;
import dev.tributary.token.Grant.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The simulated authorization server. It knows nothing of faults: requests reach it or do not. */
final class Server {

    private final Rotation rotation;
    private final LongSupplier clock;
    private final Map<String, Pair> pairs = new HashMap<>();
    private final List<Grant> grants = new ArrayList<>();
    private int numbers;

    /** Somebody who wants to know that a spent token ended a grant. */
    interface Mourner {
        void ended(Pair reused, long sentAt);
    }

    Server(Rotation rotation, LongSupplier clock) {
        this.rotation = rotation;
        this.clock = clock;
    }

    /** A first pair: somebody consented. */
    Pair consent() {
        Grant grant = new Grant(grants.size());
        grants.add(grant);
        return issue(grant, null);
    }

    /** A first pair for another connection, which joins an existing grant. */
    Pair join(Grant grant) {
        return issue(grant, null);
    }

    Pair pair(Secret refreshToken) {
        return Objects.requireNonNull(pairs.get(refreshToken.reveal()));
    }

    boolean accepts(Pair pair) {
        if (pair.grant.ended) {
            return false;
        }
        boolean inTime = pair.spentAt < 0 || clock.getAsLong() - pair.spentAt <= Rotation.LEEWAY.toMillis();
        return switch (rotation) {
            case NONE -> true;
            case STRICT, STRICT_ENDING -> pair.newest[0] == pair;
            case LEEWAY_ALL -> inTime;
            case LEEWAY_NEWEST, LEEWAY_NEWEST_ENDING -> !pair.superseded && inTime;
            case LEEWAY_PREDECESSOR -> pair.spentAt < 0 || (inTime && !pair.childSpent);
        };
    }

    /** Spends a refresh token: a new pair, or nothing for a refusal. */
    Optional<Pair> spend(Pair pair, long sentAt, Mourner mourner) {
        if (pair.grant.ended) {
            return Optional.empty();
        }
        if (rotation == Rotation.NONE) {
            return Optional.of(pair);
        }
        if (!accepts(pair)) {
            if (endsGrant(pair)) {
                mourner.ended(pair, sentAt);
                pair.grant.ended = true;
            }
            return Optional.empty();
        }
        if (rotation == Rotation.LEEWAY_NEWEST || rotation == Rotation.LEEWAY_NEWEST_ENDING) {
            pair.children.forEach(Server::supersede);
        }
        if (pair.spentAt < 0) {
            pair.spentAt = clock.getAsLong();
        }
        if (pair.parent != null) {
            pair.parent.childSpent = true;
        }
        return Optional.of(issue(pair.grant, pair));
    }

    private boolean endsGrant(Pair pair) {
        boolean merelySuperseded = rotation == Rotation.LEEWAY_NEWEST && pair.superseded;
        return rotation.reuseEndsGrant() && !merelySuperseded;
    }

    private static void supersede(Pair pair) {
        pair.superseded = true;
        pair.children.forEach(Server::supersede);
    }

    private Pair issue(Grant grant, @Nullable Pair parent) {
        Pair pair = new Pair(grant, ++numbers, parent, clock.getAsLong());
        pairs.put(pair.refreshToken().reveal(), pair);
        return pair;
    }
}
