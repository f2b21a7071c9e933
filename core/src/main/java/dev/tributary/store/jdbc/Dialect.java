package dev.tributary.store.jdbc;

import dev.tributary.model.Misconfigured;
import java.sql.SQLException;
import java.util.Arrays;

/** What differs between databases. */
enum Dialect {
    /** Its text is compared octet by octet unless told otherwise. Its driver gives no SQL state. */
    SQLITE("SQLite", "VARCHAR(255)") {
        @Override
        boolean isConstraint(SQLException e) {
            return e.getErrorCode() == SQLITE_CONSTRAINT;
        }
    },
    H2("H2", "VARCHAR(255)");

    private static final int SQLITE_CONSTRAINT = 19;

    private final String product;
    private final String octets;

    Dialect(String product, String octets) {
        this.product = product;
        this.octets = octets;
    }

    static Dialect of(String product) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.product.equals(product))
                .findFirst()
                .orElseThrow(() -> new Misconfigured("store", "The database '" + product + "' is not supported."));
    }

    /** Returns the type of a text that is compared octet by octet. */
    String octets() {
        return octets;
    }

    /** Says whether a row was refused because another one, or the schema, forbids it: class 23 of the SQL standard. */
    boolean isConstraint(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("23");
    }
}
