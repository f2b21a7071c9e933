package dev.tributary.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a store, by which everything in it is dated. Asking it blocks as the store does. */
public final class StoreClock extends Clock {

    private final ConnectionStore store;

    /** Takes the store. */
    public StoreClock(ConnectionStore store) {
        this.store = store;
    }

    @Override
    public Instant instant() {
        return store.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Instants have no zone, so this changes nothing. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
