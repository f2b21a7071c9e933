/** What it costs to find a token that is fresh, which is what nearly every call does. */
@NullMarked
package dev.tributary.benchmarks.lookup;

import org.jspecify.annotations.NullMarked;
