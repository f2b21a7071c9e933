/** The judge of the others is judged itself. */
@NullMarked
package dev.tributary.benchmarks.server;

import org.jspecify.annotations.NullMarked;
