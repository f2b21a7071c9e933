/** Runs the examples, and keeps the pages that quote them equal to them. */
@NullMarked
package dev.tributary.examples;

import org.jspecify.annotations.NullMarked;
