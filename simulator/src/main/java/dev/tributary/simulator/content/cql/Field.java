package dev.tributary.simulator.content.cql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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
        EXACT,
        WORDS,
        BOTH,
        DATE
    }

    private final Kind kind;
    private final String name;
    private final String alias;

    Field(Kind kind, String name) {
        this(kind, name, name);
    }

    Field(Kind kind, String name, String alias) {
        this.kind = kind;
        this.name = name;
        this.alias = alias;
    }

    static Optional<Field> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each.name.equals(lower) || each.alias.equals(lower))
                .findFirst();
    }

    boolean isDate() {
        return kind == Kind.DATE;
    }

    boolean supports(Operator operator) {
        return switch (operator.positive()) {
            case EQUALS -> kind != Kind.WORDS;
            case IN -> kind == Kind.EXACT || kind == Kind.BOTH;
            case CONTAINS -> kind == Kind.WORDS || kind == Kind.BOTH;
            default -> kind == Kind.DATE;
        };
    }
}
