package dev.tributary.simulator.content.cql;

import dev.tributary.simulator.content.cql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recursive descent over the tokens; {@code and} binds tighter than {@code or}. */
final class Parser {
    private static final int MAX_TOKENS = 1_000;

    private final String query;
    private final List<Token> tokens;
    private int at;

    Parser(String query) {
        this.query = query;
        this.tokens = Lexer.tokens(query);
        if (tokens.size() > MAX_TOKENS) {
            throw new CqlException("Could not parse cql : it has more than " + MAX_TOKENS + " words and signs");
        }
    }

    /** A whole query: a condition, an order, or both. */
    Cql parse() {
        boolean orderOnly = peek().is("order");
        Clause clause = orderOnly ? new Clause.Everything() : or();
        List<Order> orders = peek().is("order") ? orders() : List.of();
        if (peek().kind() != Kind.END) {
            throw expected("'and', 'or', 'order by' or the end");
        }
        return new Cql(clause, orders);
    }

    private Clause or() {
        Clause left = and();
        while (accept("or")) {
            left = new Clause.Or(left, and());
        }
        return left;
    }

    private Clause and() {
        Clause left = unary();
        while (accept("and")) {
            left = new Clause.And(left, unary());
        }
        return left;
    }

    private Clause unary() {
        if (accept("not")) {
            return new Clause.Not(unary());
        }
        if (accept(Kind.OPEN)) {
            Clause inner = or();
            require(Kind.CLOSE, "')'");
            return inner;
        }
        return comparison();
    }

    private Clause comparison() {
        Field field = field();
        Token start = peek();
        Operator operator = operator();
        if (!field.supports(operator)) {
            throw new CqlException("Could not parse cql : " + query + " : the field "
                    + field.name().toLowerCase(Locale.ROOT) + " does not support the operator '" + operator.symbol()
                    + "' at position " + start.position());
        }
        boolean many = operator.positive() == Operator.IN;
        return new Clause.Comparison(field, operator, many ? list() : List.of(value()));
    }

    private Field field() {
        Token token = require(Kind.WORD, "a field");
        return Field.of(token.text())
                .orElseThrow(() -> new CqlException(
                        "Could not parse cql : " + query + " : No field exists with name: " + token.text()));
    }

    private Operator operator() {
        if (accept("not")) {
            if (accept("in")) {
                return Operator.NOT_IN;
            }
            throw expected("'in'");
        }
        if (accept("in")) {
            return Operator.IN;
        }
        Token token = require(Kind.OPERATOR, "an operator");
        return Operator.of(token.text()).orElseThrow(() -> refused("an operator", token));
    }

    private List<Value> list() {
        require(Kind.OPEN, "'('");
        List<Value> values = new ArrayList<>();
        do {
            values.add(value());
        } while (accept(Kind.COMMA));
        require(Kind.CLOSE, "',' or ')'");
        return values;
    }

    private Value value() {
        if (accept(Kind.QUOTED)) {
            return new Value.Text(previous().text());
        }
        Token word = require(Kind.WORD, "a value");
        return accept(Kind.OPEN) ? call(word.text()) : new Value.Text(word.text());
    }

    private Value call(String name) {
        List<String> arguments = new ArrayList<>();
        while (!accept(Kind.CLOSE)) {
            if (!accept(Kind.QUOTED) && !accept(Kind.WORD)) {
                throw expected("an argument or ')'");
            }
            arguments.add(previous().text());
            accept(Kind.COMMA);
        }
        return new Value.Call(name.toLowerCase(Locale.ROOT), arguments);
    }

    private List<Order> orders() {
        at++;
        if (!accept("by")) {
            throw expected("'by'");
        }
        List<Order> orders = new ArrayList<>();
        do {
            Field field = field();
            boolean descending = accept("desc");
            if (!descending) {
                accept("asc");
            }
            orders.add(new Order(field, descending));
        } while (accept(Kind.COMMA));
        return orders;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token previous() {
        return tokens.get(at - 1);
    }

    private boolean accept(String keyword) {
        boolean found = peek().is(keyword);
        at += found ? 1 : 0;
        return found;
    }

    private boolean accept(Kind kind) {
        boolean found = peek().kind() == kind;
        at += found ? 1 : 0;
        return found;
    }

    private Token require(Kind kind, String what) {
        if (!accept(kind)) {
            throw expected(what);
        }
        return previous();
    }

    private CqlException expected(String what) {
        return refused(what, peek());
    }

    private CqlException refused(String what, Token instead) {
        return new CqlException(
                "Could not parse cql : " + query + " : expected " + what + ", found " + instead.shown());
    }
}
