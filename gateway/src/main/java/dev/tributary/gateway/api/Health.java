package dev.tributary.gateway.api;

import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.model.TributaryException;
import dev.tributary.store.TicketStore;
import java.util.Map;

/** Says whether the gateway is up, and no more: everybody may ask. */
final class Health {

    private static final Answer UP = Answer.json(200, Map.of("status", "up"));
    private static final Answer DOWN = Answer.json(503, Map.of("status", "down"));

    private final TicketStore store;

    Health(TicketStore store) {
        this.store = store;
    }

    Answer live(Incoming request) {
        return UP;
    }

    /** Up while the store answers. */
    Answer ready(Incoming request) {
        try {
            store.peek("health", "health");
            return UP;
        } catch (TributaryException e) {
            return DOWN;
        }
    }
}
