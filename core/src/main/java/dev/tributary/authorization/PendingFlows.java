package dev.tributary.authorization;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The flows under way, kept as tickets so that a callback may arrive at another node. */
final class PendingFlows {

    private static final String KIND = "authorization";

    /** An expired flow stays for a while, so that its user reads "too late" and not "unknown". */
    private static final Duration KEPT_EXPIRED = Duration.ofHours(1);

    private static final int CLEARED_AT_ONCE = 8;

    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Secret.class, PlainSecret.class).build();

    private final TicketStore tickets;

    PendingFlows(TicketStore tickets) {
        this.tickets = tickets;
    }

    void remember(Secret state, PendingFlow flow) {
        Secret content = Secret.of(JSON.writeValueAsString(flow));
        tickets.put(new Ticket(KIND, Ticket.hash(state), flow.browserHash(), content, flow.expiresAt()));
    }

    /** Spends a flow: of several callbacks with its state, one gets it. */
    Optional<PendingFlow> take(Secret state) {
        return tickets.take(KIND, Ticket.hash(state))
                .map(ticket -> JSON.readValue(ticket.content().reveal(), PendingFlow.class));
    }

    int open(Secret browser, Instant now) {
        return tickets.count(KIND, Ticket.hash(browser), now);
    }

    /** Clears a few old ones away; each begin removes more than it adds, so they never pile up. */
    void clearOld(Instant now) {
        tickets.expired(KIND, now.minus(KEPT_EXPIRED), CLEARED_AT_ONCE)
                .forEach(ticket -> tickets.take(KIND, ticket.key()));
    }

    /** How a secret is written into the ticket's content, which the store encrypts. */
    private interface PlainSecret {

        @JsonValue
        String reveal();

        @JsonCreator
        static Secret of(String value) {
            return Secret.of(value);
        }
    }
}
