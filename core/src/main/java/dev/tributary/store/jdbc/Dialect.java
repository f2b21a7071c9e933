package dev.tributary.store.jdbc;

import dev.tributary.model.Misconfigured;
import java.sql.SQLException;
import java.util.Arrays;

/** What differs between databases. */
enum Dialect {
    /** One process's writes wait for the other's as a whole. Its driver gives no SQL state. */
    SQLITE("SQLite", "", "TEXT", "", "") {
        @Override
        boolean isConstraint(SQLException e) {
            return e.getErrorCode() == SQLITE_CONSTRAINT;
        }

        @Override
        boolean hasOneWriter() {
            return true;
        }
    },
    H2("H2", "", "TEXT", " FOR UPDATE", ""),
    POSTGRESQL(
            "PostgreSQL",
            " COLLATE \"C\"",
            "TEXT",
            " FOR UPDATE",
            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"),
    /** Other collations take alice, ALICE and a padded alice for one. */
    MARIADB(
            "MariaDB",
            " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
            "MEDIUMTEXT CHARACTER SET utf8mb4",
            " FOR UPDATE",
            "SELECT CAST(UNIX_TIMESTAMP(SYSDATE(3)) * 1000 AS SIGNED)");

    private static final int SQLITE_CONSTRAINT = 19;

    private final String product;
    private final String octets;
    private final String text;
    private final String lockingClause;
    private final String clockQuery;

    Dialect(String product, String octets, String text, String lockingClause, String clockQuery) {
        this.product = product;
        this.octets = octets;
        this.text = text;
        this.lockingClause = lockingClause;
        this.clockQuery = clockQuery;
    }

    static Dialect of(String product) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.product.equals(product))
                .findFirst()
                .orElseThrow(() -> new Misconfigured(
                        "store",
                        "The database '" + product
                                + "' is not supported. Use SQLite, PostgreSQL, MariaDB or, for development, H2."));
    }

    /** Returns the type of a text of at most so many characters that is compared octet by octet. */
    String octets(int most) {
        return "VARCHAR(" + most + ")" + octets;
    }

    /** Returns the type of a long text. */
    String text() {
        return text;
    }

    /** Returns what makes a query keep others from changing the row; empty where a transaction keeps them from all rows. */
    String lockingClause() {
        return lockingClause;
    }

    /** Returns the query for the milliseconds since 1970; empty where the database lives on this machine. */
    String clockQuery() {
        return clockQuery;
    }

    /** Says whether a write waits for every other one, whatever its row. */
    boolean hasOneWriter() {
        return false;
    }

    /** Says whether a row was refused because another one, or the schema, forbids it: class 23 of the SQL standard. */
    boolean isConstraint(SQLException e) {
        return isOfClass(e, "23");
    }

    /** Says whether the database has undone the transaction because of another one: class 40 of the SQL standard. */
    static boolean isUndone(SQLException e) {
        return isOfClass(e, "40");
    }

    /**
     * Says whether the connection is over: it broke, which is class 08 of the SQL standard, or PostgreSQL shuts down. What was to be
     * committed just then may be committed, because the word of the end can come after it.
     */
    static boolean isOver(SQLException e) {
        return isOfClass(e, "08") || isOfClass(e, "57P0");
    }

    private static boolean isOfClass(SQLException e, String sqlClass) {
        String state = e.getSQLState();
        return state != null && state.startsWith(sqlClass);
    }
}
