package dev.tributary.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Measures by a clock that tests move, and wakes up by the machine's. */
final class ClockTime implements Timekeeper {

    private final Clock clock;
    private final Instant start;
    private final Timekeeper machine;

    ClockTime(Clock clock, Timekeeper machine) {
        this.clock = clock;
        this.start = clock.instant();
        this.machine = machine;
    }

    @Override
    public long nanoTime() {
        return Duration.between(start, clock.instant()).toNanos();
    }

    @Override
    public void later(Duration pause, Runnable work) {
        machine.later(pause, work);
    }

    @Override
    public Runnable unlessCalledOff(Duration pause, Runnable work) {
        return machine.unlessCalledOff(pause, work);
    }

    @Override
    public void close() {
        machine.close();
    }
}
