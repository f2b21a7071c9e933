package dev.tributary.token;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A world of one schedule: a virtual clock, a queue of what will happen, and faults, all decided by one seed. Nothing in it runs
 * at the same time as anything else.
 */
final class World {

    static final long SECOND = 1000;
    static final long MINUTE = 60 * SECOND;

    /** When faults stop, and when everything must have come right. */
    static final long CALM = 20 * MINUTE;

    static final long END = 46 * MINUTE;

    private static final long LIMIT = END + 15 * MINUTE;

    final SplittableRandom chance;
    final List<Node> nodes = new ArrayList<>();
    final Map<String, String> violations = new LinkedHashMap<>();
    final List<String> trace = new ArrayList<>();
    private final boolean tracing;
    private final double odds;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::tie));
    private int faultsLeft;
    long now;

    private record Event(long at, int tie, @Nullable Node node, int life, Runnable work) {}

    World(long seed, boolean tracing) {
        this.chance = new SplittableRandom(seed);
        this.tracing = tracing;
        this.faultsLeft = 1 + chance.nextInt(6);
        this.odds = 0.02 + chance.nextDouble() * 0.13;
    }

    /** Lets something happen later, wherever it is. */
    void later(long pause, Runnable work) {
        events.add(new Event(now + pause, chance.nextInt(), null, 0, work));
    }

    /** Lets something happen later at a node, unless it has crashed by then. */
    void later(Node node, long pause, Runnable work) {
        events.add(new Event(now + pause, chance.nextInt(), node, node.life, work));
    }

    /** Lets something reach a node later: there it may find a crash or a stall. */
    void reach(Node node, long pause, String what, Runnable work) {
        later(node, pause, () -> {
            if (strikes(0.5)) {
                node.crash(what);
            } else if (strikes(0.4)) {
                node.stall(what);
                later(node, 0, work);
            } else {
                work.run();
            }
        });
    }

    /** Says whether a fault happens here. */
    boolean strikes(double weight) {
        if (faultsLeft == 0 || now > CALM || chance.nextDouble() >= odds * weight) {
            return false;
        }
        faultsLeft--;
        return true;
    }

    long upTo(long most) {
        return (long) (chance.nextDouble() * most);
    }

    /** Lets everything happen until an instant, and on until there is nothing left under way, but not for ever. */
    void run(BooleanSupplier quiet) {
        while (!events.isEmpty() && !(events.peek().at > END && quiet.getAsBoolean()) && events.peek().at <= LIMIT) {
            Event next = events.poll();
            now = Math.max(now, next.at);
            Node node = next.node;
            if (node == null) {
                next.work.run();
            } else if (node.up && node.life == next.life) {
                if (node.stalledUntil > now) {
                    events.add(new Event(node.stalledUntil, next.tie, node, next.life, next.work));
                } else {
                    next.work.run();
                }
            }
        }
    }

    void violated(String invariant, String how) {
        violations.putIfAbsent(invariant, how);
        log("*** %s: %s", invariant, how);
    }

    @FormatMethod
    void log(String format, Object... arguments) {
        if (tracing) {
            trace.add("%8.1f s  ".formatted(now / 1000.0) + format.formatted(arguments));
        }
    }
}
