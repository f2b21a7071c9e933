package dev.tributary.gateway.connect;

import dev.tributary.authorization.Completion.Granted;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way of a grant through the store: held, taken, spent. Each step is one exchange of tickets, so that of several who want
 * to make it one does. Blocking and thread-safe.
 */
final class GrantTickets {

    private static final Duration HELD = Duration.ofMinutes(5);

    /** Whoever takes a grant finishes within this; else somebody else does. */
    private static final Duration TAKEN = Duration.ofMinutes(1);

    /** How long a code that was used or has expired is told from one that never was. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final TicketStore store;
    private final Tickets<Granted> held;
    private final Tickets<Hand> taken;
    private final Tickets<Spent> spent;
    private final Clock clock;

    GrantTickets(TicketStore store, Clock clock) {
        this.store = store;
        this.held = new Tickets<>(store, "held-grant", Granted.class);
        this.taken = new Tickets<>(store, "taken-grant", Hand.class);
        this.spent = new Tickets<>(store, "spent-grant", Spent.class);
        this.clock = clock;
    }

    /**
     * A grant that waits to be confirmed.
     *
     * @param ticket its place in the store
     * @param grant the grant
     */
    record Held(Ticket ticket, Granted grant) {

        boolean isOver(Instant now) {
            return !now.isBefore(ticket.expiresAt());
        }
    }

    /**
     * A grant that somebody is finishing with.
     *
     * @param ticket its place in the store
     * @param hand what it is taken for
     */
    record Taken(Ticket ticket, Hand hand) {}

    /**
     * What a grant is taken for.
     *
     * @param grant the grant
     * @param heldUntil until when it can be confirmed
     * @param refused whether it is to be revoked, and not to become a connection
     * @param epoch the epoch of its owner's connection before; 0 for none
     */
    record Hand(Granted grant, Instant heldUntil, boolean refused, long epoch) {}

    /**
     * How a grant ended.
     *
     * @param owner for whom it was made
     * @param connection the id of what it became; empty for a grant that was refused
     * @param heldUntil until when the same can be learned again
     * @param missing what was asked for and not granted
     */
    record Spent(Owner owner, String connection, Instant heldUntil, List<String> missing) {}

    void hold(Secret code, Granted grant) {
        store.put(held.ticket(Ticket.hash(code), "", grant, clock.instant().plus(HELD)));
    }

    Optional<Held> held(String key) {
        return held.peek(key).map(this::held);
    }

    Optional<Taken> taken(String key) {
        return taken.peek(key).map(this::taken);
    }

    Optional<Spent> spent(String key) {
        return spent.peek(key).map(spent::content);
    }

    /** Takes a grant, unless somebody else was faster. */
    Optional<Taken> take(Held from, boolean refused, long epoch) {
        Hand hand = new Hand(from.grant(), from.ticket().expiresAt(), refused, epoch);
        Ticket mine =
                taken.ticket(from.ticket().key(), "", hand, clock.instant().plus(TAKEN));
        return store.exchange(from.ticket(), mine) ? Optional.of(new Taken(mine, hand)) : Optional.empty();
    }

    /** Lets a grant be held again, for as long as it would have been. */
    void giveBack(Taken from) {
        Hand hand = from.hand();
        store.exchange(from.ticket(), held.ticket(from.ticket().key(), "", hand.grant(), hand.heldUntil()));
    }

    /** Ends the way of a grant as no connection; its tokens are erased. */
    void spend(Taken from) {
        spend(from, "", List.of());
    }

    /** Ends the way of a grant as the connection of that id, which lacks what is missing; its tokens are erased here. */
    void spend(Taken from, String connection, List<String> missing) {
        Hand hand = from.hand();
        Spent end = new Spent(hand.grant().intent().owner(), connection, hand.heldUntil(), missing);
        Instant forgotten = clock.instant().plus(REMEMBERED);
        store.exchange(from.ticket(), spent.ticket(from.ticket().key(), "", end, forgotten));
    }

    List<Held> unconfirmed(int most) {
        return held.expired(clock.instant(), most).stream().map(this::held).toList();
    }

    List<Taken> unfinished(int most) {
        return taken.expired(clock.instant(), most).stream().map(this::taken).toList();
    }

    void forget(int most) {
        spent.expired(clock.instant(), most).forEach(old -> store.take(old.kind(), old.key()));
    }

    private Held held(Ticket ticket) {
        return new Held(ticket, held.content(ticket));
    }

    private Taken taken(Ticket ticket) {
        return new Taken(ticket, taken.content(ticket));
    }
}
