package dev.tributary.store;

import java.time.Instant;

/**
 * A note that a refresh token is about to be spent, written before it is sent, so that it outlives whoever wrote it.
 *
 * @param attempt a nonce that names the attempt
 * @param firstSentAt when the first attempt with this token that is still open may have been sent
 * @param deadline when this attempt, and every one before it, has been sent and given up at the latest
 */
public record Intent(String attempt, Instant firstSentAt, Instant deadline) {}
