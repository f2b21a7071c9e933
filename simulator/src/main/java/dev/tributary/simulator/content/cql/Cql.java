package dev.tributary.simulator.content.cql;

import dev.tributary.simulator.content.Content;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A parsed query. */
public final class Cql {
    private final Clause clause;
    private final List<Order> orders;

    Cql(Clause clause, List<Order> orders) {
        this.clause = clause;
        this.orders = List.copyOf(orders);
    }

    /**
     * Reads a query.
     *
     * @throws CqlException when it is none; the message says where
     */
    public static Cql parse(String query) {
        return new Parser(query).parse();
    }

    /**
     * Those of the contents that match, in the order asked for, else as given.
     *
     * @throws CqlException when a date or a function of the query means nothing
     */
    public List<Content> select(List<Content> contents, Scene scene) {
        Matching matching = new Matching(scene);
        matching.check(clause);
        Stream<Content> matches = contents.stream().filter(content -> matching.matches(clause, content));
        return orders.stream()
                .map(Sorting::by)
                .reduce(Comparator::thenComparing)
                .map(matches::sorted)
                .orElse(matches)
                .toList();
    }
}
