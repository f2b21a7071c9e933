package dev.tributary.authorization;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers of which refresh tokens connections were made that another client had obtained. That client may have kept a copy, which is
 * old as soon as the token was spent here; by its dates nobody can tell, since clocks differ. Hashes are kept, and no token, for as long
 * as the access token lives: what is over is a copy in any case. Blocking.
 */
final class TakenPairs {

    private static final String KIND = "adopted";

    /** A copy whose access token is over is known by that. The rest is for clocks that differ. */
    private static final Duration KEPT_AFTER_ITS_END = Duration.ofDays(1);

    private static final int CLEARED_AT_ONCE = 8;

    private final TicketStore tickets;
    private final Clock clock;

    TakenPairs(TicketStore tickets, Clock clock) {
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Says whether a connection may have been made of that pair, so that revoking it could end that. */
    boolean has(ObtainedTokens pair) {
        Secret refresh = pair.refreshToken();
        Instant now = clock.instant();
        return refresh != null && (pair.isOver(now) || tickets.count(KIND, Ticket.hash(refresh), now) > 0);
    }

    /** Says whether that connection was made of the pair before, whatever it has come to since. */
    boolean has(ConnectionId connection, ObtainedTokens pair) {
        Secret refresh = pair.refreshToken();
        return refresh != null
                && tickets.peek(KIND, key(connection, pair, refresh)).isPresent();
    }

    /** Writes down that a connection was made of that pair, unless its dates tell for ever that it is old. */
    void remember(ConnectionId connection, ObtainedTokens pair) {
        Secret refresh = pair.refreshToken();
        Instant end = pair.end();
        Instant now = clock.instant();
        if (refresh == null || end == null || !end.plus(KEPT_AFTER_ITS_END).isAfter(now) || has(connection, pair)) {
            return;
        }
        tickets.expired(KIND, now, CLEARED_AT_ONCE).forEach(old -> tickets.take(KIND, old.key()));
        String key = key(connection, pair, refresh);
        put(new Ticket(KIND, key, Ticket.hash(refresh), Secret.of(connection.value()), end.plus(KEPT_AFTER_ITS_END)));
    }

    private void put(Ticket ticket) {
        try {
            tickets.put(ticket);
        } catch (IllegalStateException e) {
            if (tickets.peek(KIND, ticket.key()).isEmpty()) {
                throw e;
            }
            // Somebody else has just written the same.
        }
    }

    /**
     * A pair may have been handed in for several connections, and there are servers that hand out one refresh token at each consent: only
     * the access token tells that from a copy.
     */
    private static String key(ConnectionId connection, ObtainedTokens pair, Secret refresh) {
        return Ticket.hash(refresh) + "." + Ticket.hash(pair.accessToken()) + "." + connection.value();
    }
}
