/**
 * Stores in relational databases, by plain JDBC and portable SQL, with the schema kept by Flyway; a SQLite file is the
 * default. What must differ between databases sits in one small dialect.
 */
@NullMarked
package dev.tributary.store.jdbc;

import org.jspecify.annotations.NullMarked;
