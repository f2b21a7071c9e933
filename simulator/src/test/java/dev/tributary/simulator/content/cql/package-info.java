/** Tests of {@code dev.tributary.simulator.content.cql}. They name the behaviour each of them holds fast. */
@NullMarked
package dev.tributary.simulator.content.cql;

import org.jspecify.annotations.NullMarked;
