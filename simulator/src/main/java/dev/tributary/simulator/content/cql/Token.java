package dev.tributary.simulator.content.cql;

import java.util.Locale;

/**
 * One word of a query.
 *
 * @param text without quotes and escapes
 * @param position where it starts, counted from 1
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        WORD,
        QUOTED,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    /** Whether this is that keyword, in any case; a quoted word is none. */
    boolean is(String keyword) {
        return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(keyword);
    }

    /** How a message names it. */
    String shown() {
        return kind == Kind.END ? "the end of the query" : "'" + text + "' at position " + position;
    }
}
