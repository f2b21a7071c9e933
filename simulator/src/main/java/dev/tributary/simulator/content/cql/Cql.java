package dev.tributary.simulator.content.cql;

import dev.tributary.simulator.content.Content;
import java.util.Comparator;
import java.util.List;

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
        Comparator<Content> comparator = orders.stream()
                .map(Sorting::by)
                .reduce((first, second) -> first.thenComparing(second))
                .orElse((a, b) -> 0);
        return contents.stream()
                .filter(content -> matching.matches(clause, content))
                .sorted(comparator)
                .toList();
    }
}
