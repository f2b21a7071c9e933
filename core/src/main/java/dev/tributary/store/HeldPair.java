package dev.tributary.store;

import dev.tributary.model.TokenPair;
import java.time.Instant;
import java.util.List;

/**
 * A pair in the store, with what is known of attempts to spend its refresh token.
 *
 * @param tokens the pair
 * @param sentAt when the request was sent that it answers, by the store's clock; the later one is the newer pair
 * @param intents the open attempts to renew it, the latest first; none means that its refresh token was never sent
 */
public record HeldPair(TokenPair tokens, Instant sentAt, List<Intent> intents) {

    /** Keeps its own copy of the attempts. */
    public HeldPair {
        intents = List.copyOf(intents);
    }

    /** Returns a pair that nobody has tried to renew. */
    public static HeldPair untried(TokenPair tokens, Instant sentAt) {
        return new HeldPair(tokens, sentAt, List.of());
    }

    /** Returns the same pair with other attempts. */
    public HeldPair with(List<Intent> attempts) {
        return new HeldPair(tokens, sentAt, attempts);
    }

    /** Says whether its refresh token may have been spent. */
    public boolean wasTried() {
        return !intents.isEmpty();
    }
}
