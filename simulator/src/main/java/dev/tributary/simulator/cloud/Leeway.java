package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import java.time.Duration;
import java.time.Instant;

/**
 * The rule for refresh tokens that come again. The documentation names the ten minutes and the end of the family; what a second use does to
 * what the first one gave is open, so there are four readings.
 */
final class Leeway {

    private final Switches switches;

    Leeway(Switches switches) {
        this.switches = switches;
    }

    Duration length() {
        return switches.duration(Switch.CLOUD_REFRESH_LEEWAY);
    }

    boolean accepts(CloudPair pair, Instant now) {
        Instant firstUse = pair.firstUse;
        boolean inTime = firstUse == null || now.isBefore(firstUse.plus(length()));
        return switch (switches.get(Switch.LEEWAY_REPLAY)) {
            case "newest", "newest-kills" -> inTime && !pair.superseded;
            case "until-used" -> inTime && (firstUse == null || !pair.childUsed);
            default -> inTime;
        };
    }

    void spend(CloudPair pair, Instant now) {
        if (switches.get(Switch.LEEWAY_REPLAY).startsWith("newest")) {
            pair.supersedeChildren();
        }
        if (pair.firstUse == null) {
            pair.firstUse = now;
        }
        if (pair.parent != null) {
            pair.parent.childUsed = true;
        }
    }

    /** A token that comes again too late was stolen, for all the server knows. */
    void punish(CloudPair pair) {
        if (pair.superseded && switches.is(Switch.LEEWAY_REPLAY, "newest")) {
            return;
        }
        if (switches.is(Switch.REUSE_ENDS, "grant")) {
            pair.family.grant.ended = true;
        } else {
            pair.family.dead = true;
        }
    }
}
