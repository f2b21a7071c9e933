/**
 * The Confluence Query Language, as far as applications use it: text to a tree of clauses, and clauses to a test on
 * content. What it cannot parse it refuses with the place and the words that were expected there.
 */
@NullMarked
package dev.tributary.simulator.content.cql;

import org.jspecify.annotations.NullMarked;
