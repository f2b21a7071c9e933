package dev.tributary.cli;

import dev.tributary.store.StoreKeys;
import java.io.PrintWriter;
import java.time.Duration;

/** The time until no gateway encrypts with the key before. */
final class TakeUp {

    private TakeUp() {}

    static void await(StoreKeys keys, PrintWriter err) throws InterruptedException {
        Duration wait = keys.untilTakenUp();
        if (!wait.isZero()) {
            err.println("The primary key is new: waiting " + (wait.toSeconds() + 1)
                    + " s until every gateway has taken it up.");
        }
        while (!wait.isZero()) {
            Thread.sleep(wait.toMillis() + 1);
            wait = keys.untilTakenUp();
        }
    }
}
