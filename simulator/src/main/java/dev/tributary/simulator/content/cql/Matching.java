package dev.tributary.simulator.content.cql;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.Version;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Tests content against a clause. */
final class Matching {
    private final Scene scene;
    private final Moments moments;

    Matching(Scene scene) {
        this.scene = scene;
        this.moments = new Moments(scene.now());
    }

    boolean matches(Clause clause, Content content) {
        if (clause instanceof Clause.And and) {
            return matches(and.left(), content) && matches(and.right(), content);
        }
        if (clause instanceof Clause.Or or) {
            return matches(or.left(), content) || matches(or.right(), content);
        }
        if (clause instanceof Clause.Not not) {
            return !matches(not.clause(), content);
        }
        return !(clause instanceof Clause.Comparison comparison) || compares(comparison, content);
    }

    /** Refuses dates and functions that mean nothing, whether or not any content would come to them. */
    void check(Clause clause) {
        if (clause instanceof Clause.And and) {
            check(and.left());
            check(and.right());
        } else if (clause instanceof Clause.Or or) {
            check(or.left());
            check(or.right());
        } else if (clause instanceof Clause.Not not) {
            check(not.clause());
        } else if (clause instanceof Clause.Comparison comparison) {
            comparison.values().forEach(value -> check(comparison.field(), value));
        }
    }

    private void check(Field field, Value value) {
        Object meaning = field.isDate() ? moments.of(value) : text(value);
        Objects.requireNonNull(meaning);
    }

    private boolean compares(Clause.Comparison comparison, Content content) {
        boolean holds = comparison.values().stream().anyMatch(value -> holds(comparison, value, content));
        return comparison.operator().isNegation() != holds;
    }

    private boolean holds(Clause.Comparison comparison, Value value, Content content) {
        Field field = comparison.field();
        Operator operator = comparison.operator().positive();
        if (field.isDate()) {
            Version version = field == Field.CREATED ? content.first() : content.current();
            return moments.of(value).compares(operator, version.when());
        }
        String text = text(value);
        if (operator == Operator.CONTAINS) {
            return Words.match(text, field == Field.TITLE ? content.title() : indexed(content));
        }
        return values(field, content).contains(field == Field.ID ? text : text.toLowerCase(Locale.ROOT));
    }

    private Collection<String> values(Field field, Content content) {
        return switch (field) {
            case ID -> List.of(content.id());
            case TYPE -> List.of(content.type().wire());
            case SPACE -> List.of(content.spaceKey().toLowerCase(Locale.ROOT));
            case TITLE -> List.of(content.title().toLowerCase(Locale.ROOT));
            case LABEL -> content.labels();
            case CREATOR -> List.of(content.first().by());
            case CONTRIBUTOR -> content.versions().stream().map(Version::by).toList();
            case PARENT ->
                List.of(content.type() == ContentType.PAGE ? Objects.requireNonNullElse(content.parentId(), "") : "");
            case ANCESTOR ->
                scene.store().ancestors(content).stream().map(Content::id).toList();
            case TEXT, CREATED, LASTMODIFIED -> List.of();
        };
    }

    private String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        String name = ((Value.Call) value).name();
        if (!name.equals("currentuser")) {
            throw new CqlException("Could not parse cql : No function exists with name: " + name);
        }
        return scene.viewer().name();
    }

    private static String indexed(Content content) {
        return content.title() + " " + content.body() + " " + String.join(" ", content.labels());
    }
}
