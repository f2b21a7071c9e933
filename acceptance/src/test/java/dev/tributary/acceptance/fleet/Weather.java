package dev.tributary.acceptance.fleet;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import java.time.Duration;
import java.util.List;

/** A Confluence that fails one call of twenty, has bursts of 429, and now and then loses the answer to a renewal. */
final class Weather {

    private static final String CALLS = "/rest/api";
    private static final String TOKEN = "/rest/oauth2/latest/token";
    private static final int ENOUGH = 3_000;
    private static final int ONE_OF = 20;
    private static final int BURST = 40;
    private static final int RENEWALS_BETWEEN = 250;

    private static final List<Fault> KINDS = List.of(
            Fault.of(Action.STATUS).status(500),
            Fault.of(Action.DROP_AFTER),
            Fault.of(Action.STATUS).status(503),
            Fault.of(Action.DROP_BEFORE),
            Fault.of(Action.STATUS).status(502));

    private Weather() {}

    static void begin(ConfluenceSimulator confluence) {
        for (int i = 0; i < ENOUGH; i++) {
            confluence.faults().add(hits(CALLS, KINDS.get(i % KINDS.size()), ONE_OF, 1));
            if (i % ONE_OF == ONE_OF - 1) {
                confluence
                        .faults()
                        .add(hits(CALLS, Fault.of(Action.TOO_MANY_REQUESTS).retryAfter("1"), 1, BURST));
            }
        }
        for (int i = 0; i < ENOUGH / ONE_OF; i++) {
            confluence.faults().add(hits(TOKEN, Fault.of(Action.DROP_AFTER), RENEWALS_BETWEEN, 1));
        }
    }

    private static Fault hits(String path, Fault fault, int nth, int times) {
        return new Fault(null, path, nth, times, fault.action(), Duration.ZERO, fault.status(), fault.retryAfter());
    }

    static void end(ConfluenceSimulator confluence) {
        confluence.faults().clear();
    }
}
