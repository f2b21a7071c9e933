package dev.tributary.gateway.budget;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that a test lets pass. */
final class HandTime implements Timing {

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::at));

    /** Where the machine's clock may well stand: just before it turns negative. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

    private final long start = now;

    @Override
    public long now() {
        return now;
    }

    @Override
    public void later(Duration delay, Runnable what) {
        alarms.add(new Alarm(now - start + delay.toNanos(), what));
    }

    /** Lets time pass, and everything happen that is due meanwhile. */
    void pass(Duration time) {
        long end = now - start + time.toNanos();
        while (!alarms.isEmpty() && alarms.element().at() <= end) {
            Alarm next = alarms.remove();
            now = start + next.at();
            next.what().run();
        }
        now = start + end;
    }

    /** Returns how many alarms are set. */
    int alarms() {
        return alarms.size();
    }

    private record Alarm(long at, Runnable what) {}
}
