package dev.tributary.gateway.connect;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Completion.Granted;
import dev.tributary.authorization.Connections;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.audit.AuditEvent;
import dev.tributary.gateway.connect.GrantTickets.Hand;
import dev.tributary.gateway.connect.GrantTickets.Held;
import dev.tributary.gateway.connect.GrantTickets.Spent;
import dev.tributary.gateway.connect.GrantTickets.Taken;
import dev.tributary.gateway.connect.Redeemed.Busy;
import dev.tributary.gateway.connect.Redeemed.Confirmed;
import dev.tributary.gateway.connect.Redeemed.Moved;
import dev.tributary.gateway.connect.Redeemed.OtherAccount;
import dev.tributary.gateway.connect.Redeemed.OtherUser;
import dev.tributary.gateway.connect.Redeemed.Over;
import dev.tributary.gateway.connect.Redeemed.Unknown;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Grants that are no connections yet, because the application has not said whose they are. Such a grant is in no list, is not
 * called with and not renewed; after five minutes, or once another user is named, it is revoked and erased.
 *
 * <p>Blocking and thread-safe.
 */
public final class HeldGrants {

    private static final int LOCKS = 64;

    private final GrantTickets tickets;
    private final Connections connections;
    private final Audit audit;
    private final Clock clock;

    /** So that of two requests with one code in this process the second waits and learns what the first did. */
    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();

    /** Takes where grants are held, what turns them into connections, the audit, and the time by which they expire. */
    public HeldGrants(TicketStore store, Connections connections, Audit audit, Clock clock) {
        this.tickets = new GrantTickets(store, clock);
        this.connections = connections;
        this.audit = audit;
        this.clock = clock;
    }

    /** Holds a grant, and returns the code that leads to it. */
    Secret hold(Granted grant) {
        Secret code = AuthorizationRequest.newBrowser();
        tickets.hold(code, grant);
        return code;
    }

    /** Turns a grant into the connection of the user that the application names, if it was made for that user. */
    public Redeemed redeem(Redemption redemption) {
        String key = Ticket.hash(redemption.code());
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            return tickets.held(key)
                    .map(held -> redeem(held, redemption))
                    .orElseGet(() -> ended(key, redemption.owner()));
        }
    }

    private Redeemed redeem(Held held, Redemption redemption) {
        Owner owner = held.grant().intent().owner();
        if (!owner.app().equals(redemption.owner().app())) {
            return new Unknown();
        }
        if (held.isOver(clock.instant())) {
            refuse(held, "expired");
            return new Over();
        }
        if (!owner.equals(redemption.owner())) {
            return refuse(held, "user-mismatch") ? new OtherUser() : new Over();
        }
        return tickets.take(held, false, epoch(held.grant()))
                .map(taken -> confirm(taken, redemption))
                .orElseGet(Busy::new);
    }

    /** What fails here for a store that is away is finished by {@link #settle}, which knows how far it came. */
    private Redeemed confirm(Taken taken, Redemption redemption) {
        Granted grant = taken.hand().grant();
        try {
            Connection connection = connections.establish(grant, redemption.acceptAccount());
            List<String> missing = connections.missing(grant);
            tickets.spend(taken, connection.id().value(), missing);
            event("connection.confirmed", grant)
                    .with("connection", connection.id())
                    .log();
            return new Confirmed(connection, true, missing);
        } catch (AuthorizationFailed failed) {
            if (failed.reason() == Reason.SITE_MOVED) {
                revoke(taken, "site-moved");
                return new Moved();
            }
            tickets.giveBack(taken);
            return current(grant)
                    .<Redeemed>map(before -> new OtherAccount(before.account(), grant.account()))
                    .orElseGet(Busy::new);
        }
    }

    /** What a code leads to that is not held any more. */
    private Redeemed ended(String key, Owner owner) {
        Optional<Taken> taken = tickets.taken(key);
        if (taken.isPresent()) {
            Owner of = taken.get().hand().grant().intent().owner();
            return of.app().equals(owner.app()) ? new Busy() : new Unknown();
        }
        return tickets.spent(key)
                .filter(end -> end.owner().app().equals(owner.app()))
                .map(end -> again(end, owner))
                .orElseGet(Unknown::new);
    }

    /** An answer may have been lost, which must not force the user through a new consent. */
    private Redeemed again(Spent end, Owner owner) {
        boolean same = end.owner().equals(owner) && !end.connection().isEmpty();
        return same && clock.instant().isBefore(end.heldUntil())
                ? connections
                        .find(new ConnectionId(end.connection()))
                        .<Redeemed>map(connection -> new Confirmed(connection, false, end.missing()))
                        .orElseGet(Over::new)
                : new Over();
    }

    /** Refuses what nobody confirmed in time, and finishes what others have left half done. */
    void settle(int most) {
        tickets.unconfirmed(most).forEach(held -> refuse(held, "expired"));
        tickets.unfinished(most).forEach(this::finish);
        tickets.forget(most);
    }

    private void finish(Taken taken) {
        Hand hand = taken.hand();
        Optional<Connection> established = hand.refused()
                ? Optional.empty()
                : current(hand.grant()).filter(now -> now.state().epoch() > hand.epoch());
        if (established.isPresent()) {
            tickets.spend(taken, established.get().id().value(), missing(hand.grant()));
        } else if (!hand.refused() && clock.instant().isBefore(hand.heldUntil())) {
            tickets.giveBack(taken);
        } else {
            revoke(taken, "unfinished");
        }
    }

    /** A site that is gone from the configuration holds up nobody. */
    private List<String> missing(Granted grant) {
        try {
            return connections.missing(grant);
        } catch (Misconfigured gone) {
            return List.of();
        }
    }

    private boolean refuse(Held held, String why) {
        Optional<Taken> taken = tickets.take(held, true, epoch(held.grant()));
        taken.ifPresent(mine -> revoke(mine, why));
        return taken.isPresent();
    }

    private void revoke(Taken taken, String why) {
        Granted grant = taken.hand().grant();
        String outcome = revoked(grant);
        tickets.spend(taken);
        event("connection.refused", grant)
                .with("why", why)
                .with("revocation", outcome)
                .log();
    }

    /** The site may be gone from the configuration, and then the grant is erased all the same. */
    private String revoked(Granted grant) {
        try {
            return connections.refuse(grant).name();
        } catch (Misconfigured e) {
            return String.valueOf(e.getMessage());
        }
    }

    private long epoch(Granted grant) {
        return current(grant).map(before -> before.state().epoch()).orElse(0L);
    }

    private Optional<Connection> current(Granted grant) {
        return connections.find(grant.intent().owner(), grant.intent().site());
    }

    private AuditEvent event(String name, Granted grant) {
        return audit.event(name)
                .owner(grant.intent().owner())
                .with("site", grant.intent().site())
                .with("account", grant.account().username());
    }
}
