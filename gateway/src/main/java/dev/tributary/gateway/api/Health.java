package dev.tributary.gateway.api;

import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.model.TributaryException;
import dev.tributary.store.TicketStore;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Says whether the gateway is up, and no more to everybody; why not, to those who run it. */
final class Health {

    private static final Answer UP = Answer.json(200, Map.of("status", "up"));
    private static final Answer DOWN = Answer.json(503, Map.of("status", "down"));

    private final TicketStore store;
    private final BooleanSupplier ending;

    Health(TicketStore store, BooleanSupplier ending) {
        this.store = store;
        this.ending = ending;
    }

    Answer live(Incoming request) {
        return UP;
    }

    /** Up while the store answers, unless the gateway is about to stop. */
    Answer ready(Incoming request) {
        return !ending.getAsBoolean() && storeAnswers() ? UP : DOWN;
    }

    /** As {@link #ready}, and says why. */
    Answer details(Incoming request) {
        boolean stopping = ending.getAsBoolean();
        boolean store = storeAnswers();
        boolean up = store && !stopping;
        return Answer.json(
                up ? 200 : 503,
                Map.of("status", up ? "up" : "down", "store", store ? "up" : "down", "stopping", stopping));
    }

    private boolean storeAnswers() {
        try {
            store.peek("health", "health");
            return true;
        } catch (TributaryException e) {
            return false;
        }
    }
}
