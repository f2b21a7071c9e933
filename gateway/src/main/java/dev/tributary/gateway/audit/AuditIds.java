package dev.tributary.gateway.audit;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes ids whose order is that of time, and of this process within a millisecond. Thread-safe. */
final class AuditIds {

    private static final long NODES = 1L << 48;

    private final AtomicInteger count = new AtomicInteger();
    private final String node = "%012x".formatted(ThreadLocalRandom.current().nextLong(NODES));

    String next(Instant at) {
        return first(at) + "%08x".formatted(count.getAndIncrement()) + node;
    }

    /** Returns what no id of that instant, or of a later one, comes before. */
    static String first(Instant at) {
        return "%012x".formatted(Math.max(0, at.toEpochMilli()));
    }

    /** Returns the instant that an id begins with. */
    static Instant instant(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id.substring(0, 12), 16));
    }
}
