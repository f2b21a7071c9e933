package dev.tributary.simulator.content.cql;

import static dev.tributary.simulator.content.cql.Operator.CONTAINS;
import static dev.tributary.simulator.content.cql.Operator.CONTAINS_NOT;
import static dev.tributary.simulator.content.cql.Operator.EQUALS;
import static dev.tributary.simulator.content.cql.Operator.IN;
import static dev.tributary.simulator.content.cql.Operator.NOT_EQUALS;
import static dev.tributary.simulator.content.cql.Operator.NOT_IN;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a query can ask about. */
enum Field {
    ID(Kind.EXACT, "id", "content"),
    TYPE(Kind.EXACT, "type"),
    SPACE(Kind.EXACT, "space", "space.key"),
    TITLE(Kind.BOTH, "title"),
    TEXT(Kind.WORDS, "text", "sitesearch"),
    LABEL(Kind.EXACT, "label"),
    CREATOR(Kind.EXACT, "creator"),
    CONTRIBUTOR(Kind.EXACT, "contributor"),
    ANCESTOR(Kind.EXACT, "ancestor"),
    PARENT(Kind.EXACT, "parent"),
    CREATED(Kind.DATE, "created"),
    LASTMODIFIED(Kind.DATE, "lastmodified");

    private enum Kind {
        EXACT(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN)),
        WORDS(EnumSet.of(CONTAINS, CONTAINS_NOT)),
        BOTH(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN, CONTAINS, CONTAINS_NOT)),
        DATE(EnumSet.complementOf(EnumSet.of(CONTAINS, CONTAINS_NOT, IN, NOT_IN)));

        private final Set<Operator> operators;

        Kind(Set<Operator> operators) {
            this.operators = operators;
        }
    }

    private final Kind kind;
    private final List<String> names;

    Field(Kind kind, String... names) {
        this.kind = kind;
        this.names = List.of(names);
    }

    static Optional<Field> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each.names.contains(lower))
                .findFirst();
    }

    boolean isDate() {
        return kind == Kind.DATE;
    }

    boolean supports(Operator operator) {
        return kind.operators.contains(operator);
    }
}
