package dev.tributary.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its arguments. Grows by pieces; a value never becomes part of the text. Instants are milliseconds since 1970.
 * Not thread-safe.
 */
public final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> arguments = new ArrayList<>();

    private Sql() {}

    /** Begins a statement. */
    public static Sql of(String text, @Nullable Object... arguments) {
        return new Sql().and(text, arguments);
    }

    /** Adds a piece with its arguments. */
    public Sql and(String piece, @Nullable Object... more) {
        text.append(piece);
        for (Object argument : more) {
            arguments.add(argument instanceof Instant instant ? Long.valueOf(instant.toEpochMilli()) : argument);
        }
        return this;
    }

    /** Adds a condition, unless there is no value to compare with. */
    public Sql andIf(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        int index = 1;
        for (Object argument : arguments) {
            statement.setObject(index++, argument);
        }
        return statement;
    }
}
