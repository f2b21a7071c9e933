package dev.tributary.simulator.content.cql;

import dev.tributary.simulator.content.Content;
import java.util.Comparator;
import java.util.Locale;

/** How each field sorts. */
final class Sorting {
    private Sorting() {}

    static Comparator<Content> by(Order order) {
        Comparator<Content> ascending = switch (order.field()) {
            case CREATED -> Comparator.comparing(content -> content.first().when());
            case LASTMODIFIED ->
                Comparator.comparing(content -> content.current().when());
            case SPACE -> Comparator.comparing(Content::spaceKey);
            case TYPE -> Comparator.comparing(content -> content.type().wire());
            case CREATOR -> Comparator.comparing(content -> content.first().by());
            case TITLE -> Comparator.comparing(content -> content.title().toLowerCase(Locale.ROOT));
            default -> Comparator.comparing(Content::id);
        };
        return order.descending() ? ascending.reversed() : ascending;
    }
}
