package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.HeldPair;
import java.time.Instant;
import java.util.List;

/**
 * A pair that came, on its way into the store.
 *
 * @param connection the connection as it stood when the request was noted
 * @param attempt the nonce of the attempt that it answers
 * @param tokens the pair
 * @param sentAt when the request was noted, by the store's clock
 * @param asked this node's nanoseconds before that
 * @param knownSpares the spares that were in the row then
 */
record Arrival(
        Connection connection,
        String attempt,
        TokenPair tokens,
        Instant sentAt,
        long asked,
        List<HeldPair> knownSpares) {

    Arrival {
        knownSpares = List.copyOf(knownSpares);
    }

    HeldPair untried() {
        return HeldPair.untried(tokens, sentAt);
    }

    /** Returns it as it is handed out before it is saved: the generation is the one that saving will give it. */
    Held held() {
        Connection.State state = connection.state();
        Connection renewed = connection.with(
                new Connection.State(state.status(), state.reason(), state.epoch(), state.generation() + 1));
        return Held.of(new AccessToken(renewed, tokens.accessToken()), untried(), sentAt, asked);
    }

    boolean isIn(HeldPair held) {
        return held.tokens().accessToken().equals(tokens.accessToken());
    }

    /** Says whether a spare was there before this pair was asked for: the newer pair supersedes it. */
    boolean supersedes(HeldPair spare) {
        Secret token = spare.tokens().accessToken();
        return knownSpares.stream()
                .anyMatch(known -> known.tokens().accessToken().equals(token));
    }
}
