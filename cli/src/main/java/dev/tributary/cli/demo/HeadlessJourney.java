package dev.tributary.cli.demo;

import dev.tributary.cli.client.GatewayProblem;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/**
 * The whole journey without a browser: an application, and a user agent that fills in the login and consent forms it is shown.
 * What it claims at the end it has from the simulator's books, not from the gateway's word.
 */
public final class HeadlessJourney {

    private final Traveller traveller;
    private final Proofs proofs;
    private final Runnable route;

    /** Prints to {@code out} as it goes. */
    public HeadlessJourney(Demo demo, PrintWriter out) {
        traveller = new Traveller(demo, out);
        proofs = new Proofs(demo.isCloud() ? Claim.CLOUD : Claim.DATA_CENTER);
        route = demo.isCloud() ? new CloudRoute(traveller, proofs) : new DataCenterRoute(traveller, proofs);
    }

    /** Walks it to its end or to the first thing that cannot be done, and returns what was proved. */
    public Result walk() {
        try {
            route.run();
            return new Result(proofs.open().isEmpty(), proofs.report("it did not happen"));
        } catch (GatewayProblem | IllegalStateException | UncheckedIOException e) {
            traveller.printer().gateway();
            return new Result(false, proofs.report(String.valueOf(e.getMessage())));
        }
    }

    /**
     * How the journey ended.
     *
     * @param complete whether everything was proved
     * @param report what was, and what was not
     */
    public record Result(boolean complete, String report) {}
}
