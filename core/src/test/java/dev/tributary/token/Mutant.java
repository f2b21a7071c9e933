package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.store.Change;
import dev.tributary.store.Change.Outcome;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Intent;
import dev.tributary.store.Lease;
import dev.tributary.store.Share.Carrier;
import dev.tributary.store.Share.Part;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.Schedule.Engine;
import dev.tributary.token.Schedule.StepsOf;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine with one clause taken out. */
enum Mutant {
    RE_READ,
    SAVE_BY_GENERATION,
    INTENT,
    WAITING_FOR_DEADLINES,
    CHECK_BEFORE_SENDING,
    SWEEP,
    EPOCH,
    HEALING,
    FOLLOWING,
    TIDYING;

    Engine engine() {
        RenewalTiming real = RenewalTiming.DEFAULT;
        return switch (this) {
            case RE_READ -> of(WithoutReRead::new);
            case SAVE_BY_GENERATION -> of(SaveByLease::new);
            case INTENT -> of(WithoutIntent::new);
            case WAITING_FOR_DEADLINES ->
                new Engine(real, WithoutWaiting::new, with(real.send(), Duration.ZERO, Duration.ZERO), true);
            case CHECK_BEFORE_SENDING ->
                new Engine(real, () -> new Steps(real), with(Duration.ofMinutes(10), real.grace(), real.watch()), true);
            case SWEEP -> new Engine(real, () -> new Steps(real), real, false);
            case EPOCH -> of(WithoutEpoch::new);
            case HEALING -> of(WithoutHealing::new);
            case FOLLOWING -> of(WithoutFollowing::new);
            case TIDYING -> of(WithoutTidying::new);
        };
    }

    private static Engine of(StepsOf steps) {
        return new Engine(RenewalTiming.DEFAULT, steps, RenewalTiming.DEFAULT, true);
    }

    private static RenewalTiming with(Duration send, Duration grace, Duration watch) {
        RenewalTiming real = RenewalTiming.DEFAULT;
        return new RenewalTiming(
                real.answer(), send, grace, send.plus(Duration.ofSeconds(35)), real.heartbeat(), watch, real.sweep());
    }

    /** Acts under the lease on what it saw before it. */
    private static final class WithoutReRead extends Steps {
        private @Nullable Seen earlier;

        WithoutReRead() {
            super(RenewalTiming.DEFAULT);
        }

        @Override
        Change<Seen> look() {
            return (row, now) -> {
                earlier = earlier == null || earlier.hasPassed(now.minusSeconds(60)) ? new Seen(row, now) : earlier;
                return super.look().apply(row, now);
            };
        }

        @Override
        Change<Leased> lease(String renewal) {
            return (row, now) -> {
                Outcome<Leased> real = super.lease(renewal).apply(row, now);
                Seen seen = Objects.requireNonNullElse(earlier, real.result().seen());
                return new Outcome<>(
                        real.row(),
                        new Leased(new Seen(seen.row(), now), real.result().taken()));
            };
        }

        @Override
        Change<Optional<Seen>> intend(Seen seen, String renewal, String attempt) {
            return (row, now) -> {
                if (row.current() == null) {
                    return Outcome.leave(Optional.empty());
                }
                Outcome<Optional<Seen>> real =
                        super.intend(new Seen(row, now), renewal, attempt).apply(row, now);
                return real.result().isEmpty()
                        ? real
                        : new Outcome<>(real.row(), Optional.of(new Seen(seen.row(), now)));
            };
        }
    }

    /** Saves whoever holds the lease, and nobody else. */
    private static final class SaveByLease extends Steps {

        SaveByLease() {
            super(RenewalTiming.DEFAULT);
        }

        @Override
        Change<Kept> keep(Arrival arrival) {
            return (row, now) -> {
                Lease lease = row.lease();
                if (lease == null || !lease.isHeld(now) || row.current() == null) {
                    return Outcome.leave(new Kept(new Seen(row, now), Place.KNOWN));
                }
                StoredConnection saved = row.with(arrival.untried(), List.of());
                return Outcome.write(saved, new Kept(new Seen(saved, now), Place.CURRENT));
            };
        }
    }

    /** Spends without a note. */
    private static final class WithoutIntent extends Steps {

        WithoutIntent() {
            super(RenewalTiming.DEFAULT);
        }

        @Override
        Change<Optional<Seen>> intend(Seen seen, String renewal, String attempt) {
            return (row, now) -> Outcome.leave(
                    super.intend(seen, renewal, attempt).apply(row, now).result());
        }
    }

    /** Takes every attempt for over at once. */
    private static final class WithoutWaiting extends Steps {

        WithoutWaiting() {
            super(RenewalTiming.DEFAULT);
        }

        @Override
        Change<Optional<Seen>> intend(Seen seen, String renewal, String attempt) {
            return (row, now) -> {
                Outcome<Optional<Seen>> real =
                        super.intend(seen, renewal, attempt).apply(row, now);
                StoredConnection noted = real.row();
                if (noted == null) {
                    return real;
                }
                HeldPair held = Objects.requireNonNull(noted.current());
                List<Intent> over = held.intents().stream()
                        .map(intent -> new Intent(intent.attempt(), intent.firstSentAt(), now))
                        .toList();
                StoredConnection hasty = noted.with(held.with(over), noted.spares());
                return Outcome.write(hasty, Optional.of(new Seen(hasty, now)));
            };
        }
    }

    /** Takes a pair of an older grant for one of this. */
    private static final class WithoutEpoch extends Steps {

        WithoutEpoch() {
            super(RenewalTiming.DEFAULT);
        }

        @Override
        Change<Kept> keep(Arrival arrival) {
            return (row, now) -> {
                Connection of = arrival.connection();
                State here = row.connection().state();
                Connection moved = of.with(new State(
                        of.state().status(),
                        of.state().reason(),
                        here.epoch(),
                        of.state().generation()));
                Arrival taken = new Arrival(
                        moved,
                        arrival.attempt(),
                        arrival.tokens(),
                        arrival.sentAt(),
                        arrival.asked(),
                        arrival.knownSpares());
                return super.keep(taken).apply(row, now);
            };
        }
    }

    /** Keeps a late pair, and leaves the mark. */
    private static final class WithoutHealing extends Steps {

        WithoutHealing() {
            super(RenewalTiming.DEFAULT);
        }

        @Override
        Change<Kept> keep(Arrival arrival) {
            return (row, now) -> {
                Outcome<Kept> real = super.keep(arrival).apply(row, now);
                State was = row.connection().state();
                if (real.row() == null || was.status() != Status.RECONNECT_REQUIRED) {
                    return real;
                }
                State state = real.row().connection().state();
                StoredConnection marked = real.row()
                        .with(real.row()
                                .connection()
                                .with(new State(was.status(), was.reason(), state.epoch(), state.generation())));
                return Outcome.write(
                        marked, new Kept(new Seen(marked, now), real.result().place()));
            };
        }
    }

    /** Leaves what lives on a pair as it was. */
    private static final class WithoutFollowing extends Steps {

        WithoutFollowing() {
            super(RenewalTiming.DEFAULT);
        }

        @Override
        Change<Seen> reflect(Seen carrier) {
            return look();
        }
    }

    /** Never looks whether somebody still lives on a pair. */
    private static final class WithoutTidying extends Steps {

        WithoutTidying() {
            super(RenewalTiming.DEFAULT);
        }

        @Override
        Change<Seen> tidy(Carrier looked, List<Part> gone) {
            return look();
        }
    }
}
