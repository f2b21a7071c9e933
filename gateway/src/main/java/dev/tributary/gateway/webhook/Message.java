package dev.tributary.gateway.webhook;

import java.time.Instant;

/**
 * A message that is to be sent.
 *
 * @param id its id, the same however often it is sent
 * @param app the application whom it is for
 * @param target where that wants it
 * @param body what it says
 * @param madeAt when it was made
 * @param dueAt when it has to be sent next; while somebody sends it, when others may
 * @param attempts how often it was sent in vain
 */
record Message(String id, String app, String target, String body, Instant madeAt, Instant dueAt, int attempts) {

    /** Returns the same message while somebody sends it. */
    Message takenUntil(Instant until) {
        return new Message(id, app, target, body, madeAt, until, attempts);
    }
}
