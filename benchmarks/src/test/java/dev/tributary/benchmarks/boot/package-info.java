/** What the measuring of starts makes of what it sees. */
@NullMarked
package dev.tributary.benchmarks.boot;

import org.jspecify.annotations.NullMarked;
