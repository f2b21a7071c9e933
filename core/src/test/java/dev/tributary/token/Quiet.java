package dev.tributary.token;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the engine from telling of every misfortune in worlds that are made of them. */
final class Quiet {

    private Quiet() {}

    static void engine() {
        ((Logger) LoggerFactory.getLogger("dev.tributary.token")).setLevel(Level.ERROR);
    }
}
