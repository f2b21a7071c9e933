package dev.tributary.cli;

import dev.tributary.gateway.GatewayKeys;
import java.io.PrintWriter;
import java.time.Duration;

/** The time until no gateway encrypts with the key before. */
final class TakeUp {

    private TakeUp() {}

    static void await(GatewayKeys keys, PrintWriter err) throws InterruptedException {
        Duration wait = keys.store().untilTakenUp();
        if (!wait.isZero()) {
            err.println("The primary key is new: waiting " + (wait.toSeconds() + 1) + " s" + reason(keys));
        }
        while (!wait.isZero()) {
            Thread.sleep(wait.toMillis() + 1);
            wait = keys.store().untilTakenUp();
        }
    }

    /** A gateway looks at its keyset file again, and never at its environment. */
    private static String reason(GatewayKeys keys) {
        return keys.file().isPresent()
                ? " until every gateway has taken it up."
                : ". Gateways do not take it up by themselves: each has to be restarted with it in the environment.";
    }
}
