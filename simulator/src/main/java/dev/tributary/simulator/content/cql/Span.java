package dev.tributary.simulator.content.cql;

import java.time.Instant;

/** The time that a date of a query stands for, from its start to before its end. */
record Span(Instant start, Instant end) {
    boolean compares(Operator operator, Instant moment) {
        return switch (operator) {
            case EQUALS -> !moment.isBefore(start) && moment.isBefore(end);
            case LESS -> moment.isBefore(start);
            case LESS_OR_EQUAL -> moment.isBefore(end);
            case GREATER -> !moment.isBefore(end);
            case GREATER_OR_EQUAL -> !moment.isBefore(start);
            default -> throw new IllegalArgumentException("Dates are not compared by " + operator);
        };
    }
}
