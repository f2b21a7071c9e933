/** Tests of {@code dev.tributary.simulator.content}. They name the behaviour each of them holds fast. */
@NullMarked
package dev.tributary.simulator.content;

import org.jspecify.annotations.NullMarked;
