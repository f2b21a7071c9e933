package dev.tributary.simulator.content.cql;

import java.util.List;

/** The right-hand side of a comparison. */
sealed interface Value {
    /** What was written. */
    record Text(String text) implements Value {}

    /** A function, by its name in lower case. */
    record Call(String name, List<String> arguments) implements Value {}
}
