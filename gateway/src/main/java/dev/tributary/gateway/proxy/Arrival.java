package dev.tributary.gateway.proxy;

import dev.tributary.token.AccessToken;
import io.vertx.core.http.HttpClientResponse;

/**
 * An answer whose head has come.
 *
 * @param answer the answer, paused
 * @param turn its turn on the upstream socket
 * @param token the token that was sent
 */
record Arrival(HttpClientResponse answer, CleanEnd.Turn turn, AccessToken token) {

    /** Reads no more of it, and does not use its socket again unless both sides have ended already. */
    void giveUp() {
        answer.handler(ignored -> {}).exceptionHandler(ignored -> {}).resume();
        turn.giveUp();
    }
}
