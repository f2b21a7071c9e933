package dev.tributary.simulator.content.cql;

/** One column to sort by. */
record Order(Field field, boolean descending) {}
