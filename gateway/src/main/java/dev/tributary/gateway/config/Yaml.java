package dev.tributary.gateway.config;

import java.util.List;

/** A YAML document that still knows where everything in it stood. */
sealed interface Yaml {

    /** Returns where it begins. */
    Place place();

    /** A line and a column, both counted from 1. */
    record Place(int line, int column) {}

    /** A single value as it was written; {@code empty} for null or nothing at all. */
    record Scalar(String text, boolean empty, Place place) implements Yaml {}

    /** A list. */
    record Sequence(List<Yaml> items, Place place) implements Yaml {}

    /** Keys with values, in their order, also those that are there twice. */
    record Mapping(List<Entry> entries, Place place) implements Yaml {}

    /** A key with its value. */
    record Entry(String key, Place place, Yaml value) {}
}
