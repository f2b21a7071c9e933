package dev.tributary.gateway.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Keeps strangers from trying keys: after five failures in a minute, an address has to wait. Thread-safe. */
final class Attempts {

    private static final int MOST = 5;
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> byAddress = new HashMap<>();

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins an attempt; false where the address has to wait. It counts as failed until {@link #succeeded}, so that many at once
     * do not help.
     */
    synchronized boolean begin(String address) {
        Instant now = clock.instant();
        if (byAddress.size() >= MOST_ADDRESSES) {
            byAddress.values().removeIf(attempts -> isOver(attempts.getLast(), now));
        }
        Deque<Instant> attempts = byAddress.computeIfAbsent(address, first -> new ArrayDeque<>());
        attempts.removeIf(before -> isOver(before, now));
        if (attempts.size() >= MOST) {
            return false;
        }
        attempts.add(now);
        return true;
    }

    /** Takes an attempt back. */
    synchronized void succeeded(String address) {
        Deque<Instant> attempts = byAddress.getOrDefault(address, new ArrayDeque<>());
        attempts.pollLast();
        if (attempts.isEmpty()) {
            byAddress.remove(address);
        }
    }

    private static boolean isOver(Instant attempt, Instant now) {
        return attempt.plus(SPAN).isBefore(now);
    }
}
