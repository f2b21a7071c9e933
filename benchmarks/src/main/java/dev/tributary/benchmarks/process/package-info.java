/** Programs that are measured as processes of their own. */
@NullMarked
package dev.tributary.benchmarks.process;

import org.jspecify.annotations.NullMarked;
