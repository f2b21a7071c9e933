package dev.tributary.simulator.content.cql;

import java.util.List;

/** A condition on content. */
sealed interface Clause {
    /** Both hold. */
    record And(Clause left, Clause right) implements Clause {}

    /** At least one holds. */
    record Or(Clause left, Clause right) implements Clause {}

    /** It does not hold. */
    record Not(Clause clause) implements Clause {}

    /** One field compared with values; more than one only for {@code in}. */
    record Comparison(Field field, Operator operator, List<Value> values) implements Clause {}

    /** A query without a condition. */
    record Everything() implements Clause {}
}
