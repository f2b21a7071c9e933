package dev.tributary.simulator.environment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time at the simulated Confluence: it runs with the system's clock and can be set ahead or back. Thread-safe. */
public final class SimulatedClock extends Clock {

    private final Clock system;
    private Duration offset = Duration.ZERO;

    /** Makes a clock that shows the system's time. */
    public SimulatedClock() {
        this(Clock.systemUTC());
    }

    private SimulatedClock(Clock system) {
        this.system = system;
    }

    /** Sets the clock ahead by that much from what it shows, or back by a negative amount. */
    public synchronized void advance(Duration amount) {
        offset = offset.plus(amount);
    }

    /** Returns how far it is ahead of the system's clock. */
    public synchronized Duration offset() {
        return offset;
    }

    @Override
    public Instant instant() {
        return system.instant().plus(offset());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), offset());
    }
}
