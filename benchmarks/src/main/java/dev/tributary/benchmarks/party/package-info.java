/** Who is measured, each set up as its own documentation says. */
@NullMarked
package dev.tributary.benchmarks.party;

import org.jspecify.annotations.NullMarked;
