package dev.tributary.gateway.connect;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Completion.Granted;
import dev.tributary.authorization.Connections;
import dev.tributary.gateway.connect.Redeemed.Busy;
import dev.tributary.gateway.connect.Redeemed.Confirmed;
import dev.tributary.gateway.connect.Redeemed.OtherAccount;
import dev.tributary.gateway.connect.Redeemed.OtherUser;
import dev.tributary.gateway.connect.Redeemed.Over;
import dev.tributary.gateway.connect.Redeemed.Unknown;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Grants that are no connections yet, because the application has not said whose they are. Such a grant is in no list, is not
 * called with and not renewed; after five minutes, or once another user is named, it is revoked and erased.
 *
 * <p>A code goes one way: held, taken, spent. Whoever takes a grant finishes with it; if it dies on the way, {@link #settle}
 * does so a minute later. Blocking and thread-safe.
 */
public final class HeldGrants {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration LONGEST_TAKEN = Duration.ofMinutes(1);

    /** How long a code that was used or has expired is told from one that never was. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int LOCKS = 64;

    private final TicketStore store;
    private final Tickets<Granted> held;
    private final Tickets<Taken> taken;
    private final Tickets<Spent> spent;
    private final Connections connections;
    private final Clock clock;

    /** So that of two requests with one code in this process the second waits and learns what the first did. */
    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();

    /**
     * A grant that somebody is finishing with.
     *
     * @param grant the grant
     * @param heldUntil until when it could be confirmed
     * @param refused whether it is to be revoked, and not to become a connection
     * @param epoch the epoch of the owner's connection before; 0 for none
     */
    private record Taken(Granted grant, Instant heldUntil, boolean refused, long epoch) {}

    /**
     * How a code ended.
     *
     * @param owner for whom the grant was made
     * @param connection the connection's id; empty for a grant that was refused
     * @param heldUntil until when the code can be redeemed again, with the same result
     */
    private record Spent(Owner owner, String connection, Instant heldUntil) {}

    /** Takes where grants are held, what turns them into connections, and the time by which they expire. */
    public HeldGrants(TicketStore store, Connections connections, Clock clock) {
        this.store = store;
        this.held = new Tickets<>(store, "held-grant", Granted.class);
        this.taken = new Tickets<>(store, "taken-grant", Taken.class);
        this.spent = new Tickets<>(store, "spent-code", Spent.class);
        this.connections = connections;
        this.clock = clock;
    }

    /** Holds a grant, and returns the code that leads to it. */
    Secret hold(Granted grant) {
        Secret code = AuthorizationRequest.newBrowser();
        store.put(held.ticket(Ticket.hash(code), "", grant, clock.instant().plus(LIFE)));
        return code;
    }

    /** Turns a grant into the connection of the user that the application names, if it was made for that user. */
    public Redeemed redeem(Redemption redemption) {
        String key = Ticket.hash(redemption.code());
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            Optional<Ticket> ticket = held.peek(key);
            return ticket.isPresent() ? redeem(ticket.get(), redemption) : ended(key, redemption.owner());
        }
    }

    private Redeemed redeem(Ticket ticket, Redemption redemption) {
        Granted grant = held.content(ticket);
        Owner owner = grant.intent().owner();
        if (!owner.app().equals(redemption.owner().app())) {
            return new Unknown();
        }
        if (!clock.instant().isBefore(ticket.expiresAt())) {
            refuse(ticket, "expired");
            return new Over();
        }
        if (!owner.equals(redemption.owner())) {
            return refuse(ticket, "user-mismatch") ? new OtherUser() : new Over();
        }
        return confirm(ticket, grant, redemption);
    }

    private Redeemed confirm(Ticket ticket, Granted grant, Redemption redemption) {
        Optional<Ticket> mine = take(ticket, grant, false);
        if (mine.isEmpty()) {
            return new Busy();
        }
        try {
            Connection connection = connections.establish(grant, redemption.acceptAccount());
            spend(mine.get(), new Spent(redemption.owner(), connection.id().value(), ticket.expiresAt()));
            log("connection.confirmed", grant)
                    .with("connection", connection.id())
                    .log();
            return new Confirmed(connection, true);
        } catch (AuthorizationFailed e) {
            store.exchange(mine.get(), ticket);
            if (e.reason() != Reason.ACCOUNT_CHANGED) {
                throw e;
            }
            return current(grant)
                    .<Redeemed>map(before -> new OtherAccount(before.account(), grant.account()))
                    .orElseGet(Busy::new);
        }
    }

    /** What a code says that is not held any more. */
    private Redeemed ended(String key, Owner owner) {
        Optional<Ticket> busy = taken.peek(key);
        if (busy.isPresent()) {
            Owner of = taken.content(busy.get()).grant().intent().owner();
            return of.app().equals(owner.app()) ? new Busy() : new Unknown();
        }
        Optional<Spent> end = spent.peek(key).map(spent::content);
        if (end.isEmpty() || !end.get().owner().app().equals(owner.app())) {
            return new Unknown();
        }
        boolean again = end.get().owner().equals(owner)
                && !end.get().connection().isEmpty()
                && clock.instant().isBefore(end.get().heldUntil());
        return again
                ? connections
                        .find(new ConnectionId(end.get().connection()))
                        .<Redeemed>map(connection -> new Confirmed(connection, false))
                        .orElseGet(Over::new)
                : new Over();
    }

    /** Refuses what nobody confirmed in time, and finishes what others have left half done. */
    void settle(int most) {
        Instant now = clock.instant();
        held.expired(now, most).forEach(ticket -> refuse(ticket, "expired"));
        taken.expired(now, most).forEach(this::settle);
        spent.expired(now, most).forEach(old -> store.take(old.kind(), old.key()));
    }

    private void settle(Ticket ticket) {
        Taken left = taken.content(ticket);
        Optional<Connection> established = left.refused()
                ? Optional.empty()
                : current(left.grant()).filter(now -> now.state().epoch() > left.epoch());
        if (established.isPresent()) {
            spend(ticket, spent(left, established.get().id().value()));
        } else if (!left.refused() && clock.instant().isBefore(left.heldUntil())) {
            store.exchange(ticket, held.ticket(ticket.key(), "", left.grant(), left.heldUntil()));
        } else {
            revoke(ticket, left, "unfinished");
        }
    }

    private boolean refuse(Ticket ticket, String why) {
        Granted grant = held.content(ticket);
        Optional<Ticket> mine = take(ticket, grant, true);
        mine.ifPresent(refused -> revoke(refused, taken.content(refused), why));
        return mine.isPresent();
    }

    private void revoke(Ticket ticket, Taken refused, String why) {
        Object outcome = connections.refuse(refused.grant());
        spend(ticket, spent(refused, ""));
        log("connection.refused", refused.grant())
                .with("why", why)
                .with("revocation", outcome)
                .log();
    }

    private Optional<Ticket> take(Ticket ticket, Granted grant, boolean refused) {
        long epoch = current(grant).map(before -> before.state().epoch()).orElse(0L);
        Taken content = new Taken(grant, ticket.expiresAt(), refused, epoch);
        Ticket mine = taken.ticket(ticket.key(), "", content, clock.instant().plus(LONGEST_TAKEN));
        return store.exchange(ticket, mine) ? Optional.of(mine) : Optional.empty();
    }

    private Optional<Connection> current(Granted grant) {
        return connections.find(grant.intent().owner(), grant.intent().site());
    }

    private void spend(Ticket mine, Spent end) {
        store.exchange(mine, spent.ticket(mine.key(), "", end, clock.instant().plus(REMEMBERED)));
    }

    private static Spent spent(Taken left, String connection) {
        return new Spent(left.grant().intent().owner(), connection, left.heldUntil());
    }

    private static Audit log(String event, Granted grant) {
        return Audit.event(event)
                .owner(grant.intent().owner())
                .with("site", grant.intent().site())
                .with("account", grant.account().username());
    }
}
