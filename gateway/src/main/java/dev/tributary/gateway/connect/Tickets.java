package dev.tributary.gateway.connect;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tickets of one kind, each with a record for its content, which the store encrypts. Blocking and thread-safe.
 *
 * @param store where they are kept; shared by all nodes
 * @param kind what they are
 * @param type what they say
 * @param <T> the type of what they say
 */
public record Tickets<T>(TicketStore store, String kind, Class<T> type) {

    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Secret.class, PlainSecret.class).build();

    /** Returns a new ticket. */
    public Ticket ticket(String key, String group, T content, Instant expiresAt) {
        return new Ticket(kind, key, group, Secret.of(JSON.writeValueAsString(content)), expiresAt);
    }

    /** Returns a ticket and leaves it where it is. */
    public Optional<Ticket> peek(String key) {
        return store.peek(kind, key);
    }

    /** Returns what a ticket says. */
    public T content(Ticket ticket) {
        return JSON.readValue(ticket.content().reveal(), type);
    }

    /** Returns some that ended before an instant, oldest first. */
    public List<Ticket> expired(Instant before, int limit) {
        return store.expired(kind, before, limit);
    }

    /** How a secret is written into a ticket's content. */
    private interface PlainSecret {

        @JsonValue
        String reveal();

        @JsonCreator
        static Secret of(String value) {
            return Secret.of(value);
        }
    }
}
