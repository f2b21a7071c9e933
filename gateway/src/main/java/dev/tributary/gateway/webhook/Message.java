package dev.tributary.gateway.webhook;

import java.time.Instant;

/**
 * A message that is to be sent.
 *
 * @param id its id, the same however often it is sent
 * @param target whom it is for
 * @param body what it says
 * @param madeAt when it was made
 * @param dueAt when it has to be sent next; while somebody sends it, when others may
 * @param attempts how often it was sent in vain
 */
record Message(String id, String target, String body, Instant madeAt, Instant dueAt, int attempts) {}
