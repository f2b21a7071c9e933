package dev.tributary.gateway.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets one entry of each kind into the table in a minute, and counts the others. Of more than two hundred kinds in a minute those that
 * are new are one kind, so that nobody can fill the table, or the memory, by being inventive. Thread-safe; never blocks.
 */
final class Restraint {

    static final int KINDS = 200;

    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final String OTHERS = "";

    /** By kind; whose turn began last is last. */
    private final Map<String, Turn> turns = new LinkedHashMap<>();

    private record Turn(Instant since, long leftOut) {

        boolean isOver(Instant now) {
            return now.isBefore(since) || !now.isBefore(since.plus(SPAN));
        }

        Turn oneMore() {
            return new Turn(since, leftOut + 1);
        }
    }

    /** Returns how many of that kind were left out since the one before; empty where this one is left out, too. */
    synchronized OptionalLong pass(String wanted, Instant now) {
        String kind = turns.containsKey(wanted) || hasRoom(now) ? wanted : OTHERS;
        Turn turn = turns.get(kind);
        if (turn != null && !turn.isOver(now)) {
            turns.replace(kind, turn.oneMore());
            return OptionalLong.empty();
        }
        turns.remove(kind);
        turns.put(kind, new Turn(now, 0));
        return OptionalLong.of(leftOut(turn));
    }

    private static long leftOut(@Nullable Turn turn) {
        return turn == null ? 0 : turn.leftOut();
    }

    private boolean hasRoom(Instant now) {
        Iterator<Turn> eldest = turns.values().iterator();
        while (turns.size() >= KINDS && eldest.next().isOver(now)) {
            eldest.remove();
        }
        return turns.size() < KINDS;
    }
}
