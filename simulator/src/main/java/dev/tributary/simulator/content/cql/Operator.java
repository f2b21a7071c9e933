package dev.tributary.simulator.content.cql;

import java.util.Arrays;
import java.util.Optional;

/** How a field is compared. */
enum Operator {
    EQUALS("="),
    NOT_EQUALS("!="),
    CONTAINS("~"),
    CONTAINS_NOT("!~"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    IN("in"),
    NOT_IN("not in");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    static Optional<Operator> of(String symbol) {
        return Arrays.stream(values())
                .filter(each -> each.symbol.equals(symbol))
                .findFirst();
    }

    /** Whether it says the opposite of {@link #positive()}. */
    boolean isNegation() {
        return this != positive();
    }

    Operator positive() {
        return switch (this) {
            case NOT_EQUALS -> EQUALS;
            case CONTAINS_NOT -> CONTAINS;
            case NOT_IN -> IN;
            default -> this;
        };
    }
}
