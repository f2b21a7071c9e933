package dev.tributary.gateway.connect;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Completion.Granted;
import dev.tributary.authorization.Connections;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Grants of users who have several sites of Confluence Cloud and have to say which is meant. Each is bound to the browser that
 * came back with it, and given up after ten minutes.
 *
 * <p>Blocking and thread-safe.
 */
public final class SiteChoices {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final TicketStore store;
    private final Tickets<Granted> open;
    private final Connections connections;
    private final Audit audit;
    private final Clock clock;

    /** Takes where choices are kept, what ends a grant that nobody chose for, the audit, and the time by which they expire. */
    public SiteChoices(TicketStore store, Connections connections, Audit audit, Clock clock) {
        this.store = store;
        this.open = new Tickets<>(store, "site-choice", Granted.class);
        this.connections = connections;
        this.audit = audit;
        this.clock = clock;
    }

    /** Returns the grant with the site that its owner chose before, if they did. */
    Granted settled(Granted grant) {
        return connections.settled(grant);
    }

    /** Keeps a grant until its user has chosen, and returns what leads to it. */
    Secret ask(Granted grant) {
        Secret token = AuthorizationRequest.newBrowser();
        store.put(open.ticket(Ticket.hash(token), "", grant, clock.instant().plus(PATIENCE)));
        return token;
    }

    /** Returns the grant that a token leads to, as long as its user may choose. */
    Optional<Granted> find(Secret token) {
        return open.peek(Ticket.hash(token))
                .filter(ticket -> clock.instant().isBefore(ticket.expiresAt()))
                .map(open::content);
    }

    /** Ends the asking: of several who answer, one gets true. */
    boolean answer(Secret token) {
        return store.take(open.kind(), Ticket.hash(token)).isPresent();
    }

    /** Gives up some grants whose users never chose. */
    void clear(int most) {
        for (Ticket old : open.expired(clock.instant(), most)) {
            Granted grant = open.content(old);
            if (store.take(old.kind(), old.key()).isPresent()) {
                audit.event("connection.refused")
                        .owner(grant.intent().owner())
                        .with("site", grant.intent().site())
                        .with("why", "no-site-chosen")
                        .with("revocation", refused(grant))
                        .log();
            }
        }
    }

    /** The site may be gone from the configuration, and then the grant is erased all the same. */
    private String refused(Granted grant) {
        try {
            return connections.refuse(grant).name();
        } catch (Misconfigured e) {
            return String.valueOf(e.getMessage());
        }
    }
}
