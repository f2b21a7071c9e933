package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Dates;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.TokenPair;
import dev.tributary.store.Change;
import dev.tributary.store.Change.Outcome;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Intent;
import dev.tributary.store.Lease;
import dev.tributary.store.Share;
import dev.tributary.store.Share.Carrier;
import dev.tributary.store.Share.Part;
import dev.tributary.store.StoredConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a renewal does to a row, step by step, as pure functions: each looks at the row and the store's time, and either
 * changes all it should or nothing. The numbers are those of decision record 0007.
 */
class Steps {

    /** Where an arrived pair went. */
    enum Place {
        /** It is the connection's current pair now. */
        CURRENT,
        /** It is kept for the case that the current pair turns out to be spent. */
        SPARE,
        /** The store has it already. */
        KNOWN,
        /** The user has disconnected or connected again since it was asked for: it belongs to nobody. */
        NOWHERE
    }

    /**
     * What became of taking a lease.
     *
     * @param seen the row
     * @param taken whether the lease is the renewal's own
     */
    record Leased(Seen seen, boolean taken) {}

    /**
     * What became of an arrived pair.
     *
     * @param seen the row as it stands then
     * @param place where the pair went
     */
    record Kept(Seen seen, Place place) {}

    private static final int MOST_SPARES = 3;

    private final RenewalTiming timing;

    Steps(RenewalTiming timing) {
        this.timing = timing;
    }

    /** Looks, and changes nothing. */
    Change<Seen> look() {
        return (row, now) -> Outcome.leave(new Seen(row, now));
    }

    /** Step 2: takes the lease unless another renewal holds it. */
    Change<Leased> lease(String renewal) {
        return (row, now) -> {
            Lease lease = row.lease();
            if (lease != null && lease.isHeld(now) && !lease.owner().equals(renewal)) {
                return Outcome.leave(new Leased(new Seen(row, now), false));
            }
            StoredConnection leased = row.withLease(lease(renewal, now));
            return Outcome.write(leased, new Leased(new Seen(leased, now), true));
        };
    }

    /** Prolongs the lease for as long as nobody has taken it over. */
    Change<Boolean> heartbeat(String renewal) {
        return (row, now) -> {
            boolean own = row.lease() != null && row.lease().owner().equals(renewal);
            return own ? Outcome.write(row.withLease(lease(renewal, now)), true) : Outcome.leave(false);
        };
    }

    /** Ends the lease. */
    Change<Boolean> release(String renewal) {
        return (row, now) -> {
            boolean own = row.lease() != null && row.lease().owner().equals(renewal);
            return own ? Outcome.write(row.withLease(null), true) : Outcome.leave(false);
        };
    }

    /** Step 3: notes the attempt, while nothing has changed since the row was seen. Returns the row with the note. */
    Change<Optional<Seen>> intend(Seen seen, String renewal, String attempt) {
        return (row, now) -> {
            if (!seen.isStill(row) || !isLeasedTo(row, renewal, now) || !sameSpares(row, seen.row())) {
                return Outcome.leave(Optional.empty());
            }
            HeldPair held = Objects.requireNonNull(row.current());
            Optional<Intent> open = held.intents().stream().findFirst();
            Instant deadline = now.plus(timing.attempt());
            Intent intent = new Intent(
                    attempt,
                    open.map(Intent::firstSentAt).orElse(now),
                    open.map(Intent::deadline).filter(deadline::isBefore).orElse(deadline));
            List<Intent> intents = new ArrayList<>(held.intents());
            intents.add(0, intent);
            StoredConnection noted = row.with(held.with(intents), row.spares()).withLease(lease(renewal, now));
            return Outcome.write(noted, Optional.of(new Seen(noted, now)));
        };
    }

    /** Steps 3 and 6: takes an attempt back that certainly spent nothing. It is never anybody else's. */
    Change<Boolean> withdraw(String attempt) {
        return (row, now) -> {
            HeldPair held = row.current();
            if (held == null || !isLatest(held, attempt)) {
                return Outcome.leave(false);
            }
            List<Intent> earlier = held.intents().subList(1, held.intents().size());
            return Outcome.write(row.with(held.with(earlier), row.spares()), true);
        };
    }

    /** Step 5: keeps an arrived pair, whatever has happened in the meantime, unless its grant is over. */
    Change<Kept> keep(Arrival arrival) {
        return (row, now) -> {
            HeldPair held = row.current();
            if (held == null
                    || row.connection().state().epoch()
                            != arrival.connection().state().epoch()) {
                return Outcome.leave(new Kept(new Seen(row, now), Place.NOWHERE));
            }
            if (arrival.isIn(held) || row.spares().stream().anyMatch(arrival::isIn)) {
                return Outcome.leave(new Kept(new Seen(row, now), Place.KNOWN));
            }
            boolean marked = row.connection().state().status() == Status.RECONNECT_REQUIRED;
            boolean sameGeneration = row.connection().state().generation()
                    == arrival.connection().state().generation();
            boolean latest = held.intents().isEmpty() || isLatest(held, arrival.attempt());
            if (sameGeneration && (latest || marked)) {
                List<HeldPair> left = row.spares().stream()
                        .filter(spare -> !arrival.supersedes(spare))
                        .toList();
                HeldPair come = arrival.untried().with(laterThan(arrival.attempt(), held));
                return kept(advanced(row, come, left, now), now, Place.CURRENT);
            }
            List<HeldPair> spares = withSpare(row.spares(), arrival.untried());
            return marked
                    ? kept(advanced(row, spares.get(0), spares.subList(1, spares.size()), now), now, Place.CURRENT)
                    : kept(row.with(held, spares), now, Place.SPARE);
        };
    }

    /** Takes a token that was asked for in place of the one before, unless that was changed meanwhile. */
    Change<Kept> replace(Seen seen, TokenPair token) {
        return (row, now) -> seen.isStill(row)
                ? kept(advanced(row, HeldPair.untried(token, seen.now()), List.of(), now), now, Place.CURRENT)
                : Outcome.leave(new Kept(new Seen(row, now), Place.NOWHERE));
    }

    /** Step 7: looks, as the one who may act on what is seen. Nothing, if the lease is lost. */
    Change<Optional<Seen>> watch(String renewal) {
        return (row, now) -> {
            if (!isLeasedTo(row, renewal, now)) {
                return Outcome.leave(Optional.empty());
            }
            StoredConnection leased = row.withLease(lease(renewal, now));
            return Outcome.write(leased, Optional.of(new Seen(leased, now)));
        };
    }

    /**
     * Steps 7 and 8: makes a spare the current pair, the first one that nobody has tried.
     *
     * @param keepOld whether the old pair may still be good, and becomes a spare with its attempts
     */
    Change<Optional<Seen>> promote(Seen seen, String renewal, boolean keepOld) {
        return (row, now) -> {
            if (!seen.isStill(row)
                    || !row.connection().isActive()
                    || !isLeasedTo(row, renewal, now)
                    || row.spares().isEmpty()) {
                return Outcome.leave(Optional.empty());
            }
            List<HeldPair> spares = new ArrayList<>(row.spares());
            HeldPair next = spares.stream()
                    .filter(spare -> !spare.wasTried())
                    .findFirst()
                    .orElse(spares.get(0));
            spares.remove(next);
            if (keepOld) {
                spares.add(Objects.requireNonNull(row.current()));
            }
            StoredConnection promoted = advanced(row, next, spares, now);
            return Outcome.write(promoted, Optional.of(new Seen(promoted, now)));
        };
    }

    /** Step 8: says that the user has to connect again. Nothing is deleted, so that a late pair can heal it. */
    Change<Optional<Seen>> mark(Seen seen, String renewal) {
        return (row, now) -> {
            if (!seen.isStill(row)
                    || !row.connection().isActive()
                    || !isLeasedTo(row, renewal, now)
                    || !row.spares().isEmpty()) {
                return Outcome.leave(Optional.empty());
            }
            State state = row.connection().state();
            State ended = new State(Status.RECONNECT_REQUIRED, Reason.GRANT_ENDED, state.epoch(), state.generation());
            StoredConnection marked = row.with(row.connection().with(ended));
            return Outcome.write(marked, Optional.of(new Seen(marked, now)));
        };
    }

    /** Notes that a connection's end is told, if it is in sight and was not told before. Says whether it is to be told now. */
    Change<Boolean> foresee(Duration ahead) {
        return (row, now) -> row.endAsOf(now)
                .filter(end -> end.isBefore(now.plus(ahead)) && !end.equals(row.toldEnd()))
                .map(end -> Outcome.write(row.withToldEnd(end), true))
                .orElseGet(() -> Outcome.leave(false));
    }

    /** Says that a token which nobody can renew has ended or was refused. Returns the connection as it stands then. */
    Change<Connection> expire(Seen seen) {
        return (row, now) -> {
            Connection connection = row.connection();
            if (!seen.isStill(row)) {
                return Outcome.leave(connection);
            }
            State state = connection.state();
            Connection ended = connection.with(
                    new State(Status.RECONNECT_REQUIRED, Reason.TOKEN_REVOKED, state.epoch(), state.generation()));
            return Outcome.write(row.with(ended), ended);
        };
    }

    /** Has a member show what its carrier has come to. Whoever is none of its members any more stays as it is. */
    Change<Seen> reflect(Seen carrier) {
        return (row, now) -> {
            boolean member = Share.isMember(row, carrier.connection().id());
            StoredConnection shown = member ? row.reflecting(carrier.row()) : row;
            Seen seen = new Seen(shown, now);
            return shown.equals(row) ? Outcome.leave(seen) : Outcome.write(shown, seen);
        };
    }

    /** Crosses out who does not live on a carrier any more, unless somebody has come or gone since it was looked through. */
    Change<Seen> tidy(Carrier looked, List<Part> gone) {
        return (row, now) -> {
            if (!Share.carriedBy(row).filter(looked::equals).isPresent()) {
                return Outcome.leave(new Seen(row, now));
            }
            StoredConnection tidied = Share.released(row.with(looked.tidiedAt(null)), gone::contains);
            return Outcome.write(tidied, new Seen(tidied, now));
        };
    }

    /** The next generation. A suspension stays: a fresh token does not make Confluence serve the right user. */
    private static StoredConnection advanced(
            StoredConnection row, HeldPair current, List<HeldPair> spares, Instant now) {
        Connection connection = row.connection();
        State state = connection.state();
        boolean suspended = state.isSuspended();
        State next = new State(
                suspended ? state.status() : Status.ACTIVE,
                suspended ? state.reason() : null,
                state.epoch(),
                state.generation() + 1);
        Dates before = connection.dates();
        Dates dates = new Dates(before.connectedAt(), now, null, null, before.endsAt());
        return row.with(connection.with(next).with(dates)).with(current, spares);
    }

    private static List<HeldPair> withSpare(List<HeldPair> spares, HeldPair spare) {
        List<HeldPair> all = new ArrayList<>(spares);
        all.add(spare);
        all.sort(Comparator.comparing(HeldPair::sentAt).reversed());
        return all.subList(0, Math.min(all.size(), MOST_SPARES));
    }

    private static Outcome<Kept> kept(StoredConnection row, Instant now, Place place) {
        return Outcome.write(row, new Kept(new Seen(row, now), place));
    }

    private static boolean isLatest(HeldPair held, String attempt) {
        return held.wasTried() && held.intents().get(0).attempt().equals(attempt);
    }

    /** What was sent after an attempt may have been answered as well, and leave its pair good for nothing. */
    private static List<Intent> laterThan(String attempt, HeldPair held) {
        return held.intents().stream()
                .takeWhile(intent -> !intent.attempt().equals(attempt))
                .toList();
    }

    private static boolean sameSpares(StoredConnection one, StoredConnection other) {
        return one.spares().equals(other.spares());
    }

    private static boolean isLeasedTo(StoredConnection row, String renewal, Instant now) {
        return row.lease() != null && row.lease().isHeldBy(renewal, now);
    }

    private Lease lease(String renewal, Instant now) {
        return new Lease(renewal, now.plus(timing.lease()));
    }
}
