/** The databases that are measured on: real ones, each new and empty, gone with the program. */
@NullMarked
package dev.tributary.benchmarks.database;

import org.jspecify.annotations.NullMarked;
