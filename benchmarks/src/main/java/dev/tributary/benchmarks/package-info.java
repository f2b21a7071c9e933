/**
 * What is measured: programs that are run by hand, on a quiet machine, and print tables. They may know everything public of
 * the library, and nothing else of ours.
 */
@NullMarked
package dev.tributary.benchmarks;

import org.jspecify.annotations.NullMarked;
