package dev.tributary.simulator.cloud;

import java.time.Instant;

/** The tokens that descend from one consent. Guarded by the lock of {@link CloudGrants}. */
final class Family {

    final CloudGrant grant;
    final Instant since;
    boolean dead;

    Family(CloudGrant grant, Instant since) {
        this.grant = grant;
        this.since = since;
    }

    boolean works() {
        return !dead && !grant.ended;
    }
}
