package dev.tributary.simulator.content.cql;

import dev.tributary.simulator.content.cql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens. */
final class Lexer {
    private static final String OPERATOR_CHARACTERS = "=!~<>";

    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String query) {
        this.query = query;
    }

    /** The tokens, the last of which is the end. */
    static List<Token> tokens(String query) {
        Lexer lexer = new Lexer(query);
        while (lexer.at < query.length()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Kind.END, "", query.length() + 1));
        return lexer.tokens;
    }

    private void next() {
        char c = query.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else if (c == '(' || c == ')' || c == ',') {
            add(c == '(' ? Kind.OPEN : c == ')' ? Kind.CLOSE : Kind.COMMA, at + 1);
        } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            operator();
        } else {
            word();
        }
    }

    private void quoted(char quote) {
        int start = at++;
        StringBuilder text = new StringBuilder();
        while (at < query.length() && query.charAt(at) != quote) {
            if (query.charAt(at) == '\\' && at + 1 < query.length()) {
                at++;
            }
            text.append(query.charAt(at++));
        }
        if (at >= query.length()) {
            throw new CqlException(
                    "Could not parse cql : " + query + " : the quote at position " + (start + 1) + " is not closed");
        }
        at++;
        tokens.add(new Token(Kind.QUOTED, text.toString(), start + 1));
    }

    private void operator() {
        char c = query.charAt(at);
        char following = at + 1 < query.length() ? query.charAt(at + 1) : ' ';
        boolean two =
                (c == '!' && (following == '=' || following == '~')) || ((c == '<' || c == '>') && following == '=');
        add(Kind.OPERATOR, at + (two ? 2 : 1));
    }

    private void word() {
        int end = at;
        while (end < query.length() && isWordCharacter(query.charAt(end))) {
            end++;
        }
        add(Kind.WORD, end);
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, query.substring(at, end), at + 1));
        at = end;
    }

    private static boolean isWordCharacter(char c) {
        return !Character.isWhitespace(c) && "\"'(),=!~<>".indexOf(c) < 0;
    }
}
