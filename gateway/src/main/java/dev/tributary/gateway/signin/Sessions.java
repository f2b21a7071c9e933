package dev.tributary.gateway.signin;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.gateway.connect.Tickets;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Sessions, which the store keeps encrypted, so that every node knows them and a restart ends none. A browser has a random secret
 * for its session, and the store that secret's hash.
 *
 * <p>Blocking and thread-safe.
 */
public final class Sessions {

    private static final String KIND = "console-session";

    private final TicketStore store;
    private final Tickets<Session> sessions;
    private final Clock clock;

    /** Takes where sessions are kept, and the time by which they end. */
    public Sessions(TicketStore store, Clock clock) {
        this.store = store;
        this.sessions = new Tickets<>(store, KIND, Session.class);
        this.clock = clock;
    }

    /** Begins a session, and returns the secret that leads to it: always a new one. */
    Secret begin(Admin admin) {
        Secret secret = AuthorizationRequest.newBrowser();
        store.put(ticket(Ticket.hash(secret), Session.begin(admin, clock.instant())));
        return secret;
    }

    /**
     * Returns who is at work in a session.
     *
     * @param secret what leads to it
     * @param active whether it is a person who asks, and not a page that keeps itself up to date
     */
    Optional<Admin> find(Secret secret, boolean active) {
        Instant now = clock.instant();
        return sessions.peek(Ticket.hash(secret)).flatMap(ticket -> {
            Session session = sessions.content(ticket);
            if (!session.isOpen(now)) {
                return Optional.empty();
            }
            // Where it was ended meanwhile, it stays ended.
            boolean open = !active || !session.isStale(now) || store.exchange(ticket, seen(ticket, session, now));
            return open ? Optional.of(session.admin()) : Optional.empty();
        });
    }

    private Ticket seen(Ticket ticket, Session session, Instant now) {
        return ticket(ticket.key(), session.seen(now));
    }

    /** Ends a session. */
    void end(Secret secret) {
        store.take(KIND, Ticket.hash(secret));
    }

    /** Clears some away that are over. */
    void clear(int most) {
        sessions.expired(clock.instant(), most).forEach(old -> store.take(KIND, old.key()));
    }

    private Ticket ticket(String key, Session session) {
        return sessions.ticket(key, "", session, session.end());
    }
}
