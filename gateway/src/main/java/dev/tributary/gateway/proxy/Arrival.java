package dev.tributary.gateway.proxy;

import dev.tributary.token.AccessToken;
import io.vertx.core.http.HttpClientResponse;

/**
 * An answer whose head has come.
 *
 * @param answer the answer, paused
 * @param turn its turn on the upstream socket
 * @param token the token that was sent
 * @param readWhole whether its body has come to its end already, after which nothing may be asked of the answer any more
 */
record Arrival(HttpClientResponse answer, CleanEnd.Turn turn, AccessToken token, boolean readWhole) {

    /** Returns the same once its body has been read. */
    Arrival afterReading() {
        return new Arrival(answer, turn, token, true);
    }

    /** Reads no more of it, and does not use its socket again unless both sides have ended already. */
    void giveUp() {
        if (!readWhole) {
            answer.handler(ignored -> {}).exceptionHandler(ignored -> {}).resume();
        }
        turn.giveUp();
    }
}
